import type { Role } from '@causeway/contract/admin';
import { Radio, Stack } from '@mantine/core';
import * as texts from '../../texts/index.ts';
import { useMayDo } from './use-place.ts';

const says = texts.users;
const choices: readonly Role[] = ['viewer', 'operator', 'admin'];

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

export function RoleField({ value, onChange }: RoleFieldProps) {
  const mayDo = useMayDo();
  return (
    // The options below are all that there is.
    <Radio.Group label={says.columns.role} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap={6} mt={4}>
        {choices.map((role) => (
          <Radio key={role} value={role} label={texts.roles[role]} description={mayDo[role]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
