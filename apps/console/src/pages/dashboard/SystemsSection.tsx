import type { OperatingSystemCount } from '@causeway/contract/admin';
import { Text } from '@mantine/core';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { familyOf } from '../computers/computer-columns.ts';
import { Figure } from './Figure.tsx';

const { systems: says } = texts.dashboard;

export function SystemsSection() {
  const counts = useThing<OperatingSystemCount[]>(`${useTenantApi()}/operating-systems`);
  const to = useTenantPath()('/computers');
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section title={says.title}>
      <Figure name={says.total} count={all} to={to} />
      {all === 0 && <Text size="sm">{says.none}</Text>}
      {counts.map(({ osFamily, count }) => (
        <Figure
          key={osFamily}
          name={familyOf(osFamily)}
          count={count}
          of={all}
          to={to}
          search={{ family: osFamily }}
        />
      ))}
    </Section>
  );
}
