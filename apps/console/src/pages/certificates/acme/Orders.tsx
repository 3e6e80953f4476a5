import type { AcmeOrderView } from '@causeway/contract/admin';
import { Anchor, ScrollArea, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import { texts } from '../../../texts/index.ts';
import { Hostnames } from '../CertificatesTable.tsx';
import { toneOfOrder } from './order-state.ts';

const { acme: says } = texts.certificates;

const columns = ['certificate', 'state', 'hostnames', 'account', 'when'] as const;

export function Orders({ orders }: { readonly orders: readonly AcmeOrderView[] }) {
  return (
    <Section title={says.orders}>
      <ScrollArea viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': says.orders }}>
        <Table aria-label={says.orders} miw={640} verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{says.orderColumns[column]}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {orders.map((order) => (
              <Row key={order.id} order={order} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
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
