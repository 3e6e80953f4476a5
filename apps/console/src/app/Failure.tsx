import { Button, Stack, Text } from '@mantine/core';
import { RefusedError } from '../api/call.ts';
import { PageTitle } from '../parts/PageTitle.tsx';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';

interface FailureProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** Why something could not be shown. */
export function Failure({ error, onAgain }: FailureProps) {
  return (
    <Stack align="flex-start">
      <PageTitle title={texts.shell.notShown} />
      {error instanceof RefusedError ? (
        <RefusalAlert refusal={error.refusal} />
      ) : (
        <Text role="alert">{error instanceof Error ? error.message : String(error)}</Text>
      )}
      <Button variant="default" onClick={onAgain}>
        {texts.shell.tryAgain}
      </Button>
    </Stack>
  );
}
