import type { ExpiryView } from '@causeway/contract/admin';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import * as texts from '../../texts/index.ts';

const says = texts.certificates;

export type User = ExpiryView['users'][number];

/** Who uses a certificate or an anchor, each with a way there. */
export function Users({ users }: { readonly users: readonly User[] }) {
  if (users.length === 0)
    return (
      <Text span c="dimmed" size="sm">
        {says.unused}
      </Text>
    );
  return users.map((user, index) => (
    <Fragment key={`${user.kind} ${user.name}`}>
      {index > 0 && ', '}
      <UserLink user={user} />
    </Fragment>
  ));
}

interface UserLinkProps {
  readonly user: User;
  /** Beside words, where a color alone would not tell it from them. */
  readonly isInText?: boolean;
}

export function UserLink({ user, isInText = false }: UserLinkProps) {
  return (
    <Anchor component={Link} to={pathOf(user)} size="sm" underline={isInText ? 'always' : 'hover'}>
      {user.kind === 'console' ? says.theConsole : user.name}
    </Anchor>
  );
}

/** An endpoint server is named after its tenant: `acme/branch`. */
export function pathOf({ kind, name }: Pick<User, 'kind' | 'name'>): string {
  if (kind === 'console') return '/certificates/console/own';
  const [tenant = ''] = name.split('/');
  return kind === 'tenant' ? `/tenants/${tenant}/website` : `/tenants/${tenant}/endpoint-servers`;
}
