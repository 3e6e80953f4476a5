import { Alert, Code, Stack, Text } from '@mantine/core';
import type { Refusal } from '../api/call.ts';
import * as texts from '../texts/index.ts';
import { useRemedy } from './use-remedy.ts';

/** What was refused: code, what was seen, what was expected, the remedy. */
export function RefusalAlert({ refusal }: { readonly refusal: Refusal }) {
  const { code, message, seen, expected } = refusal;
  const remedy = useRemedy()(code, refusal.hint);
  return (
    <Alert color="red" variant="light" title={message} role="alert" maw="44rem">
      <Stack gap="xs">
        {seen !== undefined && <Line label={texts.refusal.seen} text={seen} />}
        {expected !== undefined && <Line label={texts.refusal.expected} text={expected} />}
        {remedy !== undefined && <Text size="sm">{remedy}</Text>}
        <Code className="code">{code}</Code>
      </Stack>
    </Alert>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Text size="sm" className="code" style={{ whiteSpace: 'pre-line' }}>
      <Text span fw={600}>
        {label}{' '}
      </Text>
      {text}
    </Text>
  );
}
