import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { RefusedError } from '../api/call.ts';
import { texts } from '../texts/index.ts';
import { RefusalAlert } from './RefusalAlert.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly error: RefusedError | null;
  readonly isDangerous?: boolean;
  readonly isOff?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something and does one thing; the focus goes back to where it was. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, isBusy, error, isDangerous, isOff, onSubmit, onClose, children } = props;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isOff) onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': texts.shell.close }}>
      <form onSubmit={send}>
        <Stack>
          {children}
          {error !== null && <RefusalAlert refusal={error.refusal} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.shell.cancel}
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={isOff ?? false}
              {...(isDangerous && { color: 'red.9' })}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
