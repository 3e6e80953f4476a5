import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { Figure } from './Figure.tsx';
import { useCount } from './use-count.ts';

const { clients: says } = texts.dashboard;
const states = ['active', 'sleeping', 'waived', 'retired'] as const;

/** Clients by what they are to a change. */
export function ClientsSection() {
  const path = `${useTenantApi()}/clients`;
  const to = useTenantPath()('/clients');
  return (
    <Section title={says.title}>
      <Figure name={says.total} count={useCount(path, {})} to={to} />
      {states.map((state) => (
        <StateFigure key={state} state={state} path={path} to={to} />
      ))}
    </Section>
  );
}

interface StateFigureProps {
  readonly state: (typeof states)[number];
  readonly path: string;
  readonly to: string;
}

function StateFigure({ state, path, to }: StateFigureProps) {
  return <Figure name={says.states[state]} count={useCount(path, { state })} to={to} search={{ state }} />;
}
