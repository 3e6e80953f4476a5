import type { CrossingView } from '@causeway/contract/admin';
import { Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { formatNumber } from '../../app/format.ts';
import type { View } from '../../app/use-view.ts';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { CrossingBar } from './CrossingBar.tsx';
import { NO_FILTER } from './filters.ts';
import './choices.css';

const says = texts.crossing;
const { breakdown } = says;

interface BreakdownProps {
  readonly view: CrossingView;
  readonly chosen: View;
  readonly onChoose: (filters: View) => void;
}

/** The fleet by what tells its clients apart; each count leads to those it counts. */
export function Breakdown(props: BreakdownProps) {
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }}>
      <ByStage {...props} />
      <ByReason {...props} />
      <ByServer {...props} />
    </SimpleGrid>
  );
}

function ByStage({ view: { stages, lastByOldWay }, chosen, onChoose }: BreakdownProps) {
  const counts = [
    ['never-heard', stages.neverHeard],
    ['fetched', stages.fetched],
    ['proven', stages.proven],
  ] as const;
  return (
    <Section title={breakdown.byStage}>
      <div>
        {counts.map(([stage, count]) => (
          <Count
            key={stage}
            label={says.stages[stage]}
            means={says.stagesMean[stage]}
            count={count}
            isChosen={chosen.stage === stage}
            onChoose={() => onChoose({ ...NO_FILTER, state: 'all', stage })}
          />
        ))}
      </div>
      <Text size="sm" c="dimmed">
        {says.lastByOldWay(lastByOldWay)}
      </Text>
    </Section>
  );
}

function ByReason({ view: { byReason }, chosen, onChoose }: BreakdownProps) {
  return (
    <Section title={breakdown.byReason}>
      {byReason.length === 0 && <Text size="sm">{breakdown.noReason}</Text>}
      <div>
        {byReason.map(({ reason, count }) => (
          <Count
            key={reason}
            label={says.reasons[reason]}
            count={count}
            isChosen={chosen.reason === reason}
            onChoose={() => onChoose({ ...NO_FILTER, reason })}
          />
        ))}
      </div>
    </Section>
  );
}

function ByServer({ view: { byEndpointServer }, chosen, onChoose }: BreakdownProps) {
  return (
    <Section title={breakdown.byServer}>
      {byEndpointServer.length === 0 && <Text size="sm">{breakdown.noServer}</Text>}
      {byEndpointServer.map(({ name, ...counts }) => (
        <div key={name ?? ''}>
          <Count
            label={name ?? breakdown.otherServer}
            count={counts.proven + counts.blocking + counts.sleeping + counts.waived}
            isChosen={name !== null && chosen.server === name}
            onChoose={
              name === null ? undefined : () => onChoose({ ...NO_FILTER, state: 'all', server: name })
            }
          />
          <CrossingBar counts={counts} />
        </div>
      ))}
    </Section>
  );
}

interface CountProps {
  readonly label: string;
  readonly means?: string;
  readonly count: number;
  readonly isChosen: boolean;
  /** Nothing to choose when there is none. */
  readonly onChoose: (() => void) | undefined;
}

function Count({ label, means, count, isChosen, onChoose }: CountProps) {
  const content = (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" fw={isChosen ? 700 : 500} className="code">
          {label}
        </Text>
        {means !== undefined && (
          <Text size="xs" c="dimmed">
            {means}
          </Text>
        )}
      </div>
      <Text fw={700} className="numbers">
        {formatNumber(count)}
      </Text>
    </Group>
  );
  if (onChoose === undefined) return <div className="crossing-count">{content}</div>;
  return (
    <UnstyledButton className="crossing-count" onClick={onChoose} aria-pressed={isChosen}>
      {content}
    </UnstyledButton>
  );
}
