import type { CrossingView } from '@causeway/contract/admin';
import { SimpleGrid, Text } from '@mantine/core';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { Counted, CrossingBar } from '../crossing/CrossingBar.tsx';
import { states } from '../crossing/standing-state.ts';
import { useMaybeCrossing } from '../crossing/use-crossing.ts';
import { Figure } from './Figure.tsx';

const { crossing: says } = texts.dashboard;

/** How far clients have come, when there is something to cross to. */
export function CrossingSection() {
  const { data: crossing, error } = useMaybeCrossing(useTenantApi());
  if (error !== null) return <RefusalAlert refusal={error.refusal} />;
  return (
    <Section title={says.title}>
      {crossing?.isUnderWay && <UnderWay crossing={crossing} />}
      {crossing?.isUnderWay === false && <Text size="sm">{says.none}</Text>}
    </Section>
  );
}

function UnderWay({ crossing: { counts, verdict } }: { readonly crossing: CrossingView }) {
  const to = useTenantPath()('/crossing');
  return (
    <>
      <Text size="sm">{says[verdict]}</Text>
      <CrossingBar counts={counts} />
      <Counted counts={counts} />
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {states.map((name) => (
          <Figure key={name} name={says.states[name]} count={counts[name]} to={to} search={{ state: name }} />
        ))}
      </SimpleGrid>
    </>
  );
}
