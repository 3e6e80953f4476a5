import { List, Title } from '@mantine/core';
import * as texts from '../../texts/index.ts';

const says = texts.users;

/** What each role may do. */
export function RolesTable() {
  return (
    <>
      <Title order={2} size="h4" mt="xl" mb="xs">
        {says.rolesTitle}
      </Title>
      <List size="sm">
        {(['viewer', 'operator', 'admin'] as const).map((role) => (
          <List.Item key={role}>
            <b>{texts.roles[role]}</b>: {says.mayDo[role]}
          </List.Item>
        ))}
      </List>
    </>
  );
}
