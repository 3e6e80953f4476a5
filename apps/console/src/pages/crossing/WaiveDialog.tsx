import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';

const {
  crossing: { one: says, switchNow },
} = texts;

/** As long as the server takes a reason. */
const LONGEST = 500;

interface WaiveDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly name: string;
  /** Of the client. */
  readonly path: string;
}

/** Asks why a client may be left behind. */
export function WaiveDialog(props: WaiveDialogProps) {
  const { isOpen, onClose, name } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={says.waiveTitle(name)}
      closeButtonProps={{ 'aria-label': says.close }}
    >
      <WaiveForm {...props} />
    </Modal>
  );
}

function WaiveForm({ onClose, path }: WaiveDialogProps) {
  const [reason, setReason] = useState('');
  const waive = useDeed(onClose);
  const because = reason.trim() === '' ? says.reasonMissing : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined)
      waive.mutate({ method: 'POST', path: `${path}/waive`, body: { reason: reason.trim() } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{says.waiveText}</Text>
        <Textarea
          label={says.reason}
          description={says.reasonHint}
          value={reason}
          maxLength={LONGEST}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {waive.error !== null && <RefusalAlert refusal={waive.error.refusal} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {switchNow.cancel}
          </Button>
          <ReasonedButton type="submit" because={because} loading={waive.isPending}>
            {says.waive}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
