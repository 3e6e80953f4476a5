import { Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import type { ForeignSecret } from './foreign-lines.ts';

const says = texts.foreignAgents.secret;

interface ForeignSecretFormProps {
  readonly mayNot: string | undefined;
  readonly isSet: boolean;
  readonly onSet: (secret: ForeignSecret) => void;
}

/** The one secret that all foreign agents of a tenant share. */
export function ForeignSecretForm({ mayNot, isSet, onSet }: ForeignSecretFormProps) {
  const [form, setForm] = useState<ForeignSecret>({ user: 'agents', password: '' });
  const path = `${useTenantApi()}/foreign-agents`;
  const save = useDeed(() => {
    onSet(form);
    setForm({ ...form, password: '' });
  });
  const because = mayNot ?? (form.user === '' || form.password === '' ? says.empty : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { foreignAgents: { secret: form } };
    if (because === undefined) save.mutate({ method: 'PUT', path, body });
  };
  return (
    <Section title={says.title} says={says.says}>
      <form onSubmit={submit}>
        <Stack>
          <Group align="flex-start">
            <TextInput
              label={says.user}
              autoComplete="off"
              value={form.user}
              onChange={(event) => setForm({ ...form, user: event.currentTarget.value })}
            />
            <PasswordInput
              label={says.password}
              description={says.passwordHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              miw={240}
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
            />
          </Group>
          {save.error !== null && <RefusalAlert refusal={save.error.refusal} />}
          {isSet && (
            <Text size="sm" role="status">
              {says.saved}
            </Text>
          )}
          <Group>
            <ReasonedButton type="submit" because={because} loading={save.isPending}>
              {says.save}
            </ReasonedButton>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
