import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { RefusedError } from '../api/call.ts';
import * as texts from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly error: RefusedError | null;
  readonly isDangerous?: boolean;
  /** Why it cannot be done; undefined when it can. */
  readonly because?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something and does one thing. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, isBusy, error, isDangerous, because, onSubmit, onClose, children } = props;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) onSubmit();
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={send}>
        <Stack>
          {children}
          {error !== null && <RefusalAlert refusal={error.refusal} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.shell.cancel}
            </Button>
            <ReasonedButton
              type="submit"
              loading={isBusy}
              because={because}
              {...(isDangerous && { color: 'red.9' })}
            >
              {submit}
            </ReasonedButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
