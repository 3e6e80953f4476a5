import type { DuplicateView } from '@causeway/contract/admin';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.duplicates;

/** One machine or two: said once, and again when it was wrong. */
export function PairActions({ pair: { id, state } }: { readonly pair: DuplicateView }) {
  const path = `${useTenantApi()}/duplicates/${id}`;
  const [isOpen, { open, close }] = useDisclosure();
  const settle = useDeed<DuplicateView>(close);
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const say = (verb: 'confirm' | 'split') => settle.mutate({ method: 'POST', path: `${path}/${verb}` });
  return (
    <Stack gap="xs">
      {state !== 'open' && <Text size="sm">{says.settled[state]}</Text>}
      <Group gap="xs">
        <ReasonedButton
          variant="default"
          because={mayNot ?? (state === 'confirmed' ? says.isConfirmed : undefined)}
          onClick={open}
        >
          {says.confirm}
        </ReasonedButton>
        <ReasonedButton
          variant="default"
          because={mayNot ?? (state === 'split' ? says.isSplit : undefined)}
          loading={settle.isPending}
          onClick={() => say('split')}
        >
          {says.split}
        </ReasonedButton>
      </Group>
      {settle.error !== null && !isOpen && <RefusalAlert refusal={settle.error.refusal} />}
      <Modal
        opened={isOpen}
        onClose={close}
        title={says.confirmTitle}
        closeButtonProps={{ 'aria-label': says.close }}
      >
        <Stack>
          <Text size="sm">{says.confirmText}</Text>
          {settle.error !== null && <RefusalAlert refusal={settle.error.refusal} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {says.keep}
            </Button>
            <ReasonedButton because={undefined} loading={settle.isPending} onClick={() => say('confirm')}>
              {says.confirmDo}
            </ReasonedButton>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
