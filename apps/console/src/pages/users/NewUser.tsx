import type { CreateUser } from '@causeway/contract/admin';
import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { RoleField } from './RoleField.tsx';
import { usePlace } from './use-place.ts';

const says = texts.users;

export function NewUser({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useState<CreateUser>({ name: '', role: 'viewer', password: '' });
  const path = `${usePlace().api}/users`;
  const create = useDeed(onClose);
  return (
    <FormDialog
      title={says.add}
      submit={says.create}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate({ method: 'POST', path, body: form })}
      onClose={onClose}
    >
      <TextInput
        label={says.columns.name}
        required
        data-autofocus
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
      />
      <PasswordInput
        label={says.password}
        description={says.passwordHint}
        autoComplete="new-password"
        required
        value={form.password}
        onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
      />
      <RoleField value={form.role} onChange={(role) => setForm({ ...form, role })} />
    </FormDialog>
  );
}
