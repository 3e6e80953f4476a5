import type { UserApiTokenView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { formatDate } from '../../app/format.ts';
import { useRefusal } from '../../app/session.ts';
import { DeleteByName } from '../../parts/DeleteByName.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { RoleBadge } from '../users/RoleBadge.tsx';
import { usePlace } from '../users/use-place.ts';

const says = texts.apiTokens;
const headings = Object.values(says.columns);

/** The API tokens of all users of a place. */
export default function ApiTokensPage() {
  const place = usePlace();
  const path = `${place.api}/api-tokens`;
  const tokens = useThing<UserApiTokenView[]>(path);
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        {place.path === '' ? (
          <Anchor component={Link} to="/account">
            {says.yours}
          </Anchor>
        ) : (
          <Anchor component={Link} to={`${place.path}/users`}>
            {texts.users.title}
          </Anchor>
        )}
      </PageTitle>
      {tokens.length === 0 ? (
        <Empty title={says.none} text={says.noneText} />
      ) : (
        <PlainTable headings={headings} label={says.title} minWidth={760} verticalSpacing="sm">
          {tokens.map((token) => (
            <TokenRow key={`${token.user}/${token.name}`} token={token} path={path} />
          ))}
        </PlainTable>
      )}
    </>
  );
}

function TokenRow({ token, path }: { readonly token: UserApiTokenView; readonly path: string }) {
  const { user, name, role, createdAt, lastUsedAt, expiresAt } = token;
  const mayNot = useRefusal('admin', (needed) => texts.needs(texts.roles[needed]));
  return (
    <Table.Tr>
      <Table.Td className="code">{user}</Table.Td>
      <Table.Td className="code">{name}</Table.Td>
      <Table.Td>
        <RoleBadge role={role} />
      </Table.Td>
      <Table.Td>
        <When at={createdAt} />
      </Table.Td>
      <Table.Td>
        <When at={lastUsedAt} />
      </Table.Td>
      <Table.Td>{formatDate(expiresAt)}</Table.Td>
      <Table.Td>
        <DeleteByName
          button={says.revoke}
          label={says.revokeLabel(name, user)}
          because={mayNot}
          title={says.revokeTitle(name, user)}
          text={says.revokeText}
          name={name}
          action={says.revoke}
          path={`${path}/${encodeURIComponent(user)}/${encodeURIComponent(name)}`}
          isSmall
        />
      </Table.Td>
    </Table.Tr>
  );
}
