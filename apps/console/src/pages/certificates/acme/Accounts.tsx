import type { AcmeAccountView } from '@causeway/contract/admin';
import { Table } from '@mantine/core';
import { useRefusal } from '../../../app/session.ts';
import { DeleteByName } from '../../../parts/DeleteByName.tsx';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';

const { acme: says } = texts.certificates;

const headings = (['name', 'directory', 'trust', 'state', 'actions'] as const).map(
  (column) => says.accountColumns[column],
);

export function Accounts({ accounts }: { readonly accounts: readonly AcmeAccountView[] }) {
  return (
    <Section title={says.accounts}>
      <PlainTable headings={headings} label={says.accounts} minWidth={640} verticalSpacing="sm">
        {accounts.map((account) => (
          <Row key={account.name} account={account} />
        ))}
      </PlainTable>
    </Section>
  );
}

function Row({ account }: { readonly account: AcmeAccountView }) {
  const { name, directoryUrl, anchorPem, url } = account;
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td className="code">{directoryUrl}</Table.Td>
      <Table.Td>{anchorPem === null ? says.publicRoots : says.ownAnchor}</Table.Td>
      <Table.Td>
        {url === null ? (
          <StateBadge tone="warning">{says.unfinished}</StateBadge>
        ) : (
          <StateBadge tone="good">{says.registered}</StateBadge>
        )}
      </Table.Td>
      <Table.Td>
        <DeleteByName
          isSmall
          button={says.end}
          label={says.endAccount(name)}
          because={mayNot}
          title={says.endAsk(name)}
          text={says.endText}
          name={name}
          action={says.endAction}
          path={`/acme/accounts/${encodeURIComponent(name)}`}
        />
      </Table.Td>
    </Table.Tr>
  );
}
