import type { CrossingView, StandingState } from '@causeway/contract/admin';
import { Text } from '@mantine/core';
import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';
import { states } from './standing-state.ts';
import './crossing-bar.css';

const says = texts.crossing;

export type StateCounts = Readonly<Record<StandingState, number>>;

/** The fleet as one bar: each state has a pattern of its own beside its color. */
export function CrossingBar({ counts }: { readonly counts: StateCounts }) {
  const parts = states.filter((state) => counts[state] > 0);
  const words = parts.map((state) => says.barPart(formatNumber(counts[state]), says.states[state]));
  return (
    <div className="crossing-bar" role="img" aria-label={says.bar(words.join(', '))}>
      {parts.map((state) => (
        <span key={state} data-state={state} style={{ flexGrow: counts[state] }} />
      ))}
    </div>
  );
}

/** Says what is counted where that is more than clients. */
export function Counted({ counts }: { readonly counts: CrossingView['counts'] }) {
  const { clients, retired, endpointServers } = counts;
  if (endpointServers === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {texts.fleetCounted(texts.fleet(clients - retired - endpointServers, endpointServers))}
    </Text>
  );
}
