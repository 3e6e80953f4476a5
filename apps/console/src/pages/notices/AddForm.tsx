import { Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import type { AddedChannel } from './Added.tsx';

const { add: says } = texts.notices;

interface AddFormProps {
  readonly kind: 'webhook' | 'email';
  /** What is sent; undefined while something is missing. */
  readonly body: object | undefined;
  readonly onAdded: (channel: AddedChannel) => void;
  readonly children: ReactNode;
}

/** What the forms for all kinds of channels have in common. */
export function AddForm({ kind, body, onAdded, children }: AddFormProps) {
  const add = useDeed<AddedChannel>(onAdded);
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (body === undefined ? says.missing : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) add.mutate({ method: 'POST', path: `/notice-channels/${kind}`, body });
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        {children}
        {add.error !== null && <RefusalAlert refusal={add.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={add.isPending}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
