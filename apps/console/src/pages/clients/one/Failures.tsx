import type { ClientDetailsView } from '@causeway/contract/admin';
import { Code, ScrollArea, Table } from '@mantine/core';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { texts } from '../../../texts/index.ts';

const says = texts.client.failures;

/** What a client said of addresses that it did not get through to; nothing when it said nothing. */
export function Failures({ client: { failures } }: { readonly client: ClientDetailsView }) {
  if (failures.length === 0) return null;
  return (
    <Section title={says.title} says={says.says}>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': says.title }}>
        <Table verticalSpacing="xs" miw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{says.address}</Table.Th>
              <Table.Th>{says.code}</Table.Th>
              <Table.Th>{says.message}</Table.Th>
              <Table.Th>{says.at}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {failures.map(({ address, code, message, at }) => (
              <Table.Tr key={`${address} ${code} ${at}`}>
                <Table.Th scope="row" fw={400}>
                  {address}
                </Table.Th>
                <Table.Td>
                  <Code>{code}</Code>
                </Table.Td>
                <Table.Td>{message ?? texts.clients.none}</Table.Td>
                <Table.Td>
                  <When at={at} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Section>
  );
}
