import type { AcmeOrderView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { Hostnames } from '../CertificatesTable.tsx';
import { toneOfOrder } from './order-state.ts';

const { acme: says } = texts.certificates;

const headings = (['certificate', 'state', 'hostnames', 'account', 'when'] as const).map(
  (column) => says.orderColumns[column],
);

export function Orders({ orders }: { readonly orders: readonly AcmeOrderView[] }) {
  return (
    <Section title={says.orders}>
      <PlainTable headings={headings} label={says.orders} minWidth={640} verticalSpacing="sm">
        {orders.map((order) => (
          <Row key={order.id} order={order} />
        ))}
      </PlainTable>
    </Section>
  );
}

function Row({ order }: { readonly order: AcmeOrderView }) {
  const { id, certificate, hostnames, account, state, requestedAt } = order;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/certificates/acme/orders/${id}`}>
          {certificate}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge tone={toneOfOrder[state]}>{says.states[state]}</StateBadge>
      </Table.Td>
      <Table.Td>
        <Hostnames hostnames={hostnames} />
      </Table.Td>
      <Table.Td>{account}</Table.Td>
      <Table.Td>
        <When at={requestedAt} />
      </Table.Td>
    </Table.Tr>
  );
}
