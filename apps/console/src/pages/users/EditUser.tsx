import type { Role, UserView } from '@causeway/contract/admin';
import { Checkbox, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { RoleField } from './RoleField.tsx';
import { useUsersApi } from './use-users-api.ts';

const says = texts.users;

interface EditUserProps {
  readonly user: UserView;
  readonly onClose: () => void;
}

export function EditUser({ user, onClose }: EditUserProps) {
  const [role, setRole] = useState<Role>(user.role);
  const [password, setPassword] = useState('');
  const [takesTotp, setTakesTotp] = useState(false);
  const path = `${useUsersApi()}/${encodeURIComponent(user.name)}`;
  const change = useDeed(onClose);
  const body = {
    ...(role !== user.role && { role }),
    ...(password !== '' && { password }),
    ...(takesTotp && { totp: null }),
  };
  return (
    <FormDialog
      title={says.editTitle(user.name)}
      submit={says.save}
      isBusy={change.isPending}
      because={Object.keys(body).length === 0 ? says.unchanged : undefined}
      error={change.error}
      onSubmit={() => change.mutate({ method: 'PATCH', path, body })}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
      <PasswordInput
        label={says.newPassword}
        description={says.newPasswordHint}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {user.hasTotp && (
        <Checkbox
          label={says.takeTotp}
          checked={takesTotp}
          onChange={(event) => setTakesTotp(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
