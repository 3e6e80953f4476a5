import { Loader, Text } from '@mantine/core';
import { Findings } from '../../parts/Findings.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import type { Foreseen } from './ForeseenChange.tsx';

const says = texts.newTenant;

interface ForeseenTenantProps extends Foreseen {
  readonly isComplete: boolean;
}

/** What the server has to say about a tenant that is not created yet. */
export function ForeseenTenant({ isComplete, ...foreseen }: ForeseenTenantProps) {
  return (
    <Section title={says.found}>
      <div aria-live="polite">
        {isComplete ? <Said {...foreseen} /> : <Text size="sm">{says.later}</Text>}
      </div>
    </Section>
  );
}

function Said({ answer, refusal }: Foreseen) {
  if (refusal !== undefined) return <RefusalAlert refusal={refusal} />;
  if (answer === undefined) return <Loader size="sm" aria-label={texts.shell.loading} />;
  if (answer.findings.length === 0) return <Text size="sm">{says.fine}</Text>;
  return <Findings findings={answer.findings} />;
}
