import { Button, Stack, Text } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { RefusedError } from '../api/call.ts';
import { PageTitle } from '../parts/PageTitle.tsx';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';

/** In place of a page that could not be shown. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const boundary = useQueryErrorResetBoundary();
  const router = useRouter();
  const again = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Stack align="flex-start">
      <PageTitle title={texts.shell.notShown} />
      {error instanceof RefusedError ? (
        <RefusalAlert refusal={error.refusal} />
      ) : (
        <Text role="alert">{String(error)}</Text>
      )}
      <Button variant="default" onClick={again}>
        {texts.shell.tryAgain}
      </Button>
    </Stack>
  );
}
