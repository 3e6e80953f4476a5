import type { UserView } from '@causeway/contract/admin';
import { Anchor, Box, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useThing } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantName } from '../../app/tenant.ts';
import { ChangeOrDelete } from '../../parts/ChangeOrDelete.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { EditUser } from './EditUser.tsx';
import { NewUser } from './NewUser.tsx';
import { OpenId } from './OpenId.tsx';
import { RoleBadge } from './RoleBadge.tsx';
import { usePlace } from './use-place.ts';

const says = texts.users;

const headings = [
  says.columns.name,
  says.columns.role,
  says.columns.secondFactor,
  says.columns.created,
  says.columns.actions,
];

/** Users of provisioning at its own address, of the tenant anywhere else: which list that is, the path says. */
export default function UsersPage() {
  const { api, path } = usePlace();
  const users = useThing<UserView[]>(`${api}/users`);
  const tenant = useTenantName();
  const [isAdding, setIsAdding] = useState(false);
  const [edited, setEdited] = useState<UserView | undefined>();
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Anchor component={Link} to="/roles">
          {texts.rolesPage.title}
        </Anchor>
        <Anchor component={Link} to={`${path}/api-tokens`}>
          {texts.apiTokens.title}
        </Anchor>
        <ReasonedButton because={mayNot} onClick={() => setIsAdding(true)}>
          {says.add}
        </ReasonedButton>
      </PageTitle>
      <PlainTable headings={headings} verticalSpacing="sm">
        {users.map((user) => (
          <UserRow key={user.name} user={user} mayNot={mayNot} onEdit={setEdited} />
        ))}
      </PlainTable>
      {tenant === '' && (
        <Box mt="xl">
          <OpenId />
        </Box>
      )}
      {isAdding && <NewUser onClose={() => setIsAdding(false)} />}
      {edited !== undefined && <EditUser user={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

interface UserRowProps {
  readonly user: UserView;
  readonly mayNot: string | undefined;
  readonly onEdit: (user: UserView) => void;
}

function UserRow({ user, mayNot, onEdit }: UserRowProps) {
  const { name, role, hasTotp, viaOpenId, createdAt } = user;
  return (
    <Table.Tr>
      <Table.Td className="code">{name}</Table.Td>
      <Table.Td>
        <RoleBadge role={role} />
      </Table.Td>
      <Table.Td>{viaOpenId ? says.openId : hasTotp ? says.hasTotp : says.noTotp}</Table.Td>
      <Table.Td>
        <When at={createdAt} />
      </Table.Td>
      <Table.Td>
        <ChangeOrDelete
          change={says.edit}
          changeLabel={says.editTitle(name)}
          mayNot={mayNot}
          onChange={() => onEdit(user)}
          button={says.remove}
          label={says.removeLabel(name)}
          because={mayNot}
          title={says.removeTitle(name)}
          text={says.removeText}
          name={name}
          action={says.remove}
          path={`${usePlace().api}/users/${encodeURIComponent(name)}`}
        />
      </Table.Td>
    </Table.Tr>
  );
}
