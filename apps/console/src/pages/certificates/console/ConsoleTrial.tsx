import type { ConsoleView } from '@causeway/contract/admin';
import { Alert, Group, Stack, Text } from '@mantine/core';
import { formatDuration } from '../../../app/format.ts';
import { useRefusal } from '../../../app/session.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { useConfirm } from './use-confirm.ts';

const { console: says } = texts.certificates;

interface ConsoleTrialProps {
  readonly trial: NonNullable<ConsoleView['trial']>;
}

/** A certificate on trial. Who sees this and confirms it has reached the console under it; else it goes by itself. */
export function ConsoleTrial({ trial: { certificate, until } }: ConsoleTrialProps) {
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  const confirm = useConfirm();
  const leftMs = Math.max(0, until - Date.now());
  return (
    <Alert color="blue" variant="light" title={says.trial(certificate.name)} role="status">
      <Stack gap="sm">
        <Text size="sm">{says.trialSays(formatDuration(leftMs))}</Text>
        {confirm.error !== null && <RefusalAlert refusal={confirm.error.refusal} />}
        <Group>
          <ReasonedButton because={mayNot} loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {says.confirm}
          </ReasonedButton>
        </Group>
      </Stack>
    </Alert>
  );
}
