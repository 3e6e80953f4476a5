import type { CrossingSampleView } from '@causeway/contract/admin';
import { List, Stack, Text, Title } from '@mantine/core';
import { useMaybe } from '../../api/use-api.ts';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { Curve } from './Curve.tsx';
import { withNow } from './curve-shape.ts';
import { forecastWords } from './forecast-words.ts';
import type { Crossing } from './use-crossing.ts';

const { curve, forecast: says } = texts.crossing;

interface OverTimeProps {
  readonly api: string;
  readonly crossing: Crossing;
}

/** What the crossing had come to until now, and what is to be expected. */
export function OverTime({ api, crossing }: OverTimeProps) {
  const { data: history = [] } = useMaybe<CrossingSampleView[]>(`${api}/crossing/history`);
  const { view, asOf } = crossing;
  const samples = withNow(history, { ...view.counts, at: asOf });
  return (
    <Section title={curve.title}>
      {samples.length > 1 ? (
        <Curve samples={samples} />
      ) : (
        <Text size="sm" c="dimmed">
          {curve.begins}
        </Text>
      )}
      <Stack gap={4}>
        <Title order={3} size="h5">
          {says.title}
        </Title>
        <List size="sm" spacing={4}>
          {forecastWords(view.forecast).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Stack>
    </Section>
  );
}
