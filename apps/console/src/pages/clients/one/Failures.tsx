import type { ClientDetailsView } from '@causeway/contract/admin';
import { Code, Table } from '@mantine/core';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client.failures;

const headings = [says.address, says.code, says.message, says.at];

/** What a client said of addresses that it did not get through to; nothing when it said nothing. */
export function Failures({ client: { failures } }: { readonly client: ClientDetailsView }) {
  if (failures.length === 0) return null;
  return (
    <Section title={says.title} says={says.says}>
      <PlainTable headings={headings} label={says.title} minWidth={640} verticalSpacing="xs">
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
      </PlainTable>
    </Section>
  );
}
