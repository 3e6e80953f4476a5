import type { AcmeAccountView } from '@causeway/contract/admin';
import { Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useRefusal } from '../../../app/session.ts';
import { ChangeOrDelete } from '../../../parts/ChangeOrDelete.tsx';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';
import { IssuerAnchorDialog } from './IssuerAnchorDialog.tsx';

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
  const { name, directoryUrl, anchorPem, issuerAnchorPem, url } = account;
  const [isOpen, setIsOpen] = useState(false);
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td className="code">{directoryUrl}</Table.Td>
      <Table.Td>
        {anchorPem === null ? says.publicRoots : says.ownAnchor}
        {issuerAnchorPem !== null && (
          <Text size="sm" c="dimmed">
            {says.ownIssuerAnchor}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {url === null ? (
          <StateBadge tone="warning">{says.unfinished}</StateBadge>
        ) : (
          <StateBadge tone="good">{says.registered}</StateBadge>
        )}
      </Table.Td>
      <Table.Td>
        <ChangeOrDelete
          change={says.changeIssuerAnchor}
          changeLabel={says.changeIssuerAnchorOf(name)}
          mayNot={mayNot}
          onChange={() => setIsOpen(true)}
          button={says.end}
          label={says.endAccount(name)}
          because={mayNot}
          title={says.endAsk(name)}
          text={says.endText}
          name={name}
          action={says.endAction}
          path={`/acme/accounts/${encodeURIComponent(name)}`}
        />
        {isOpen && <IssuerAnchorDialog account={account} onClose={() => setIsOpen(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}
