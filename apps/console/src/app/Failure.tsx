import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { RefusedError } from '../api/call.ts';
import { isPassing } from '../api/query-client.ts';
import { PageTitle } from '../parts/PageTitle.tsx';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';
import { siteQuery } from './who-is-here.ts';

interface FailureProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** Why something could not be shown; it is tried again when a server that was away is back. */
export function Failure({ error, onAgain }: FailureProps) {
  useBack(isPassing(error), onAgain);
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

/** Does it once with each answer of the server from now on, as long as it is to. */
function useBack(isTo: boolean, onBack: () => void): void {
  // The answer that this begins with would hide the failure before it is read.
  const { dataUpdatedAt } = useQuery({ ...siteQuery, refetchOnMount: false });
  const last = useRef(Date.now());
  useEffect(() => {
    if (!isTo || dataUpdatedAt <= last.current) return;
    last.current = dataUpdatedAt;
    onBack();
  }, [isTo, dataUpdatedAt, onBack]);
}
