import type { ConfigureAnswer } from '@causeway/contract/admin';
import { List, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call, type Refusal, type RefusedError } from '../../api/call.ts';
import { Findings } from '../../parts/Findings.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { texts } from '../../texts/index.ts';
import { certificatePath } from './certificate-path.ts';

const { replace: says } = texts.certificates;

export interface Foreseen {
  readonly answer: ConfigureAnswer | undefined;
  readonly refusal: Refusal | undefined;
}

/** What the server says that it would do, with nothing done; it is not asked without a certificate that comes. */
export function useForeseenReplacement(name: string, coming: string | undefined): Foreseen {
  const path = `${certificatePath(name)}/replace`;
  const { data, error } = useQuery<ConfigureAnswer, RefusedError>({
    queryKey: [path, 'dry run', coming],
    enabled: coming !== undefined,
    queryFn: () => call('POST', path, { with: coming, dryRun: true }),
  });
  return { answer: data, refusal: error?.refusal };
}

export function ForeseenReplacement({ answer, refusal }: Foreseen) {
  return (
    <Stack gap="xs" component="section" aria-label={says.foreseen} aria-live="polite">
      <Title order={3} size="h5">
        {says.foreseen}
      </Title>
      {answer === undefined && refusal === undefined && <Loader size="sm" aria-label={texts.shell.loading} />}
      {refusal !== undefined && <RefusalAlert refusal={refusal} />}
      {answer?.steps.length === 0 && <Text size="sm">{says.noSteps}</Text>}
      {answer !== undefined && answer.steps.length > 0 && (
        <List type="ordered" size="sm">
          {answer.steps.map(({ name, title }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a plan is a sequence; the same step may come twice
            <List.Item key={`${index} ${name}`}>{title}</List.Item>
          ))}
        </List>
      )}
      {answer !== undefined && answer.findings.length > 0 && <Findings findings={answer.findings} />}
    </Stack>
  );
}
