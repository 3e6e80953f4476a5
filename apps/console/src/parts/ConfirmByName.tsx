import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Refusal } from '../api/call.ts';
import * as texts from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';

interface ConfirmByNameProps {
  readonly onClose: () => void;
  readonly title: string;
  /** What will be gone. */
  readonly text: string;
  /** What is to be chosen before. */
  readonly children?: ReactNode;
  /** What has to be typed. */
  readonly name: string;
  /** The word on the button. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly isPending: boolean;
  readonly refusal: Refusal | undefined;
}

/** Asks, as long as it is there, for the name of what is about to be taken away. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { onClose, title, text, children, name, action, onConfirm, isPending, refusal } = props;
  const [typed, setTyped] = useState('');
  const because = typed === name ? undefined : texts.confirm.differs(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) onConfirm();
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{text}</Text>
          {children}
          <TextInput
            label={texts.confirm.label(name)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {refusal !== undefined && <RefusalAlert refusal={refusal} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.confirm.keep}
            </Button>
            <ReasonedButton type="submit" color="red.9" because={because} loading={isPending}>
              {action}
            </ReasonedButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
