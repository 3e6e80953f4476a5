import { Skeleton, Stack } from '@mantine/core';
import * as texts from '../texts/index.ts';

export function WaitingPage() {
  return (
    <Stack role="status" aria-label={texts.shell.loading} aria-busy="true">
      <Skeleton h={32} w={220} />
      <Skeleton h={160} />
    </Stack>
  );
}
