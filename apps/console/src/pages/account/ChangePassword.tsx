import { Alert, Button, Checkbox, Group, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useOwnApi } from '../../app/session.ts';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.account;
const empty = { password: '', newPassword: '', revokeApiTokens: false };

export function ChangePassword() {
  const [form, setForm] = useState(empty);
  const path = `${useOwnApi()}/me/password`;
  const change = useDeed(() => setForm(empty));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ method: 'POST', path, body: form });
  };
  return (
    <Section title={says.password} says={says.passwordText}>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <PasswordInput
            label={says.currentPassword}
            autoComplete="current-password"
            required
            miw={220}
            value={form.password}
            onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
          />
          <PasswordInput
            label={says.newPassword}
            autoComplete="new-password"
            required
            miw={220}
            value={form.newPassword}
            onChange={(event) => setForm({ ...form, newPassword: event.currentTarget.value })}
          />
          <Button type="submit" loading={change.isPending}>
            {says.change}
          </Button>
        </Group>
        <Checkbox
          mt="sm"
          label={says.revokeAllTokens}
          checked={form.revokeApiTokens}
          onChange={(event) => setForm({ ...form, revokeApiTokens: event.currentTarget.checked })}
        />
      </form>
      {change.isSuccess && <Alert color="green" role="status" title={says.passwordChanged} />}
      {change.error !== null && <RefusalAlert refusal={change.error.refusal} />}
    </Section>
  );
}
