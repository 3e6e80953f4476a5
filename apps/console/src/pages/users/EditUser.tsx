import type { Role, UserView } from '@causeway/contract/admin';
import { Alert, Checkbox, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { RoleField } from './RoleField.tsx';
import { usePlace } from './use-place.ts';

const says = texts.users;

interface EditUserProps {
  readonly user: UserView;
  readonly onClose: () => void;
}

export function EditUser({ user, onClose }: EditUserProps) {
  const [role, setRole] = useState<Role>(user.role);
  const [password, setPassword] = useState('');
  const [takesTotp, setTakesTotp] = useState(false);
  const [keepsTokens, setKeepsTokens] = useState(false);
  const path = `${usePlace().api}/users/${encodeURIComponent(user.name)}`;
  const change = useDeed(onClose);
  const endsAccess = password !== '' || takesTotp;
  const body = {
    ...(role !== user.role && { role }),
    ...(password !== '' && { password }),
    ...(takesTotp && { totp: null }),
    ...(endsAccess && keepsTokens && { keepApiTokens: true }),
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
      {endsAccess && (
        <Alert color="orange" variant="light" title={keepsTokens ? says.sessionsEnd : says.accessEnds}>
          <Checkbox
            label={says.keepTokens}
            checked={keepsTokens}
            onChange={(event) => setKeepsTokens(event.currentTarget.checked)}
          />
        </Alert>
      )}
    </FormDialog>
  );
}
