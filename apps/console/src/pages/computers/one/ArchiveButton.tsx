import type { ComputerView } from '@causeway/contract/admin';
import { Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { useComputerApi } from './use-computer.ts';

const { archive: says } = texts.computer;

interface ArchiveProps {
  readonly computer: ComputerView;
}

/** Out of the lists and back: nothing is lost. */
export function ArchiveButton({ computer }: ArchiveProps) {
  const path = useComputerApi();
  const [isOpen, { open, close }] = useDisclosure();
  const restore = useDeed<ComputerView>();
  const because = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (computer.archivedAt !== null)
    return (
      <>
        <ReasonedButton
          variant="default"
          because={because}
          loading={restore.isPending}
          onClick={() => restore.mutate({ method: 'POST', path: `${path}/restore` })}
        >
          {says.restore}
        </ReasonedButton>
        {restore.error !== null && <RefusalAlert refusal={restore.error.refusal} />}
      </>
    );
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={open}>
        {says.button}
      </ReasonedButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={says.title(computer.name)}
        closeButtonProps={{ 'aria-label': says.close }}
      >
        <ArchiveForm path={path} onDone={close} />
      </Modal>
    </>
  );
}

interface ArchiveFormProps {
  readonly path: string;
  readonly onDone: () => void;
}

function ArchiveForm({ path, onDone }: ArchiveFormProps) {
  const [reason, setReason] = useState('');
  const archive = useDeed<ComputerView>(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = reason.trim() === '' ? {} : { reason: reason.trim() };
    archive.mutate({ method: 'POST', path: `${path}/archive`, body });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{says.text}</Text>
        <TextInput
          label={says.reason}
          description={says.reasonHint}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {archive.error !== null && <RefusalAlert refusal={archive.error.refusal} />}
        <Group justify="flex-end">
          <ReasonedButton type="submit" because={undefined} loading={archive.isPending}>
            {says.button}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
