import type { ActionView } from '@causeway/contract/admin';
import { Button, Group, Paper, Text } from '@mantine/core';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { StateBadge, type Tone } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import type { Asked } from './use-asked.ts';

const { ask: says } = texts.computer;

interface AskProps {
  readonly asked: Asked;
}

function AskButton({ asked: { path, because } }: AskProps) {
  const ask = useDeed<ActionView>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <ReasonedButton
        because={mayNot ?? because}
        loading={ask.isPending}
        onClick={() => ask.mutate({ method: 'POST', path: `${path}/actions`, body: { kind: 'inventory' } })}
      >
        {says.button}
      </ReasonedButton>
      {ask.error !== null && <RefusalAlert refusal={ask.error.refusal} />}
    </>
  );
}

const tones: Readonly<Record<ActionView['state'], Tone>> = { waiting: 'busy', done: 'good', failed: 'bad' };

/** What became of the newest one that was asked for. */
function AskState({ asked: { action } }: AskProps) {
  const api = useTenantApi();
  const withdraw = useDeed<ActionView>();
  if (action === undefined) return null;
  const { id, state, by, at, doneAt, message } = action;
  return (
    <Paper withBorder p="sm" mb="md" role="status">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {says.title}
        </Text>
        <Text size="sm" c="dimmed">
          {says.asked(by)} <When at={at} />
        </Text>
        <StateBadge tone={tones[state]}>{says[state]}</StateBadge>
        {doneAt !== null && (
          <Text size="sm" c="dimmed">
            <When at={doneAt} />
          </Text>
        )}
        {message !== null && <Text size="sm">{message}</Text>}
        {state === 'waiting' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ method: 'DELETE', path: `${api}/actions/${id}` })}
          >
            {says.withdraw}
          </Button>
        )}
      </Group>
      {withdraw.error !== null && <RefusalAlert refusal={withdraw.error.refusal} />}
    </Paper>
  );
}

export const AskForInventory = { Button: AskButton, State: AskState };
