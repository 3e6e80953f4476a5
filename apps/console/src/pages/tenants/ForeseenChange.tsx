import type { ConfigureAnswer } from '@causeway/contract/admin';
import { List, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Refusal, RefusedError } from '../../api/call.ts';
import { dryRunOf } from '../../api/use-api.ts';
import { Findings } from '../../parts/Findings.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { titleOfStep } from '../changes/title-of-step.ts';

const says = texts.website;

/** Whoever types is not asked about every letter. */
const PAUSE_MS = 300;

export interface Foreseen {
  readonly answer: ConfigureAnswer | undefined;
  readonly refusal: Refusal | undefined;
  readonly isAsking: boolean;
}

/** What the server says that it would do when this is sent to that path of the API, with nothing done. */
export function useForeseenChange(path: string, wanted: object | undefined): Foreseen {
  const [asked] = useDebouncedValue(wanted === undefined ? undefined : JSON.stringify(wanted), PAUSE_MS);
  const { data, error, isFetching } = useQuery<ConfigureAnswer, RefusedError>({
    ...dryRunOf<ConfigureAnswer>(path, asked),
    enabled: asked !== undefined && wanted !== undefined,
  });
  const isPast = asked !== JSON.stringify(wanted);
  return {
    answer: isPast ? undefined : data,
    refusal: isPast ? undefined : error?.refusal,
    isAsking: isFetching || isPast,
  };
}

/** Why what is wanted cannot be done as long as this is all that the server said of it. */
export function whyNotYet({ answer, refusal }: Foreseen): string | undefined {
  if (refusal !== undefined) return says.refused;
  return answer === undefined ? says.asking : undefined;
}

interface ForeseenChangeProps extends Foreseen {
  readonly title?: string;
}

export function ForeseenChange({ answer, refusal, isAsking, title = says.foreseen }: ForeseenChangeProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title} aria-live="polite">
      <Stack gap="sm">
        <Title order={2} size="h5">
          {title}
        </Title>
        {isAsking && answer === undefined && refusal === undefined && (
          <Loader size="sm" aria-label={texts.shell.loading} />
        )}
        {refusal !== undefined && <RefusalAlert refusal={refusal} />}
        {answer !== undefined && <Steps steps={answer.steps} />}
        {answer !== undefined && answer.findings.length > 0 && <Findings findings={answer.findings} />}
      </Stack>
    </Paper>
  );
}

function Steps({ steps }: Pick<ConfigureAnswer, 'steps'>) {
  if (steps.length === 0) return <Text size="sm">{says.noSteps}</Text>;
  return (
    <List type="ordered" size="sm">
      {steps.map(({ name, title }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a plan is a sequence; the same step may come twice
        <List.Item key={`${index} ${name}`}>{titleOfStep({ name, title })}</List.Item>
      ))}
    </List>
  );
}
