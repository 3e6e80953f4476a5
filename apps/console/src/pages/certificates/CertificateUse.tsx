import { List, Text } from '@mantine/core';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { type User, UserLink } from './Users.tsx';

const { one: says } = texts.certificates;

/** Who depends on a certificate, and where it is served at this moment. */
export function CertificateUse({ users }: { readonly users: readonly User[] }) {
  return (
    <Section title={says.users}>
      {users.length === 0 ? (
        <Text size="sm">{says.nobody}</Text>
      ) : (
        <List size="sm">
          {users.map((user) => (
            <List.Item key={`${user.kind} ${user.name}`}>
              <UserLink isInText user={user} /> {howUsed(user)}
            </List.Item>
          ))}
        </List>
      )}
    </Section>
  );
}

function howUsed({ kind, addresses }: User): string {
  if (addresses.length > 0) return says.serves(addresses.join(', '));
  return kind === 'console' ? '' : says.names;
}
