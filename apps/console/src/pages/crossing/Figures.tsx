import type { CrossingView, StandingState } from '@causeway/contract/admin';
import { Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';
import { Counted, CrossingBar } from './CrossingBar.tsx';
import { states } from './standing-state.ts';
import './choices.css';

const says = texts.crossing;

interface FiguresProps {
  readonly counts: CrossingView['counts'];
  readonly chosen: string | undefined;
  readonly onChoose: (state: StandingState) => void;
}

/** How many stand where; each figure leads to those it counts. */
export function Figures({ counts, chosen, onChoose }: FiguresProps) {
  return (
    <Stack gap="sm" component="section" aria-label={says.figures}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {states.map((state) => (
          <Figure
            key={state}
            state={state}
            count={counts[state]}
            isChosen={chosen === state}
            onChoose={onChoose}
          />
        ))}
      </SimpleGrid>
      <CrossingBar counts={counts} />
      <Counted counts={counts} />
    </Stack>
  );
}

interface FigureProps extends Pick<FiguresProps, 'onChoose'> {
  readonly state: StandingState;
  readonly count: number;
  readonly isChosen: boolean;
}

function Figure({ state, count, isChosen, onChoose }: FigureProps) {
  return (
    <Paper
      withBorder
      p="sm"
      component="button"
      type="button"
      className="crossing-figure"
      onClick={() => onChoose(state)}
      aria-pressed={isChosen}
    >
      <Text fz="1.8rem" lh={1.1} fw={700} className="numbers">
        {formatNumber(count)}
      </Text>
      <Group gap={6} wrap="nowrap">
        <span className="crossing-swatch" data-state={state} />
        <Text fw={600} size="sm">
          {says.states[state]}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {says.statesMean[state]}
      </Text>
    </Paper>
  );
}
