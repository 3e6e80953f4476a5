import type { AuthorityView } from '@causeway/contract/admin';
import { ScrollArea, Table } from '@mantine/core';
import { formatDate } from '../../../app/format.ts';
import { Section } from '../../../parts/Section.tsx';
import { texts } from '../../../texts/index.ts';

const { authority: says } = texts.certificates;

export function Intermediates({ intermediates }: Pick<AuthorityView, 'intermediates'>) {
  return (
    <Section title={says.intermediates} says={says.intermediatesSays}>
      <ScrollArea viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': says.intermediates }}>
        <Table aria-label={says.intermediates} miw={480}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{says.columns.name}</Table.Th>
              <Table.Th>{says.columns.ends}</Table.Th>
              <Table.Th>{says.columns.domains}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {intermediates.map(({ sha256, name, notAfter, domains }) => (
              <Table.Tr key={sha256}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{formatDate(notAfter)}</Table.Td>
                <Table.Td className="code">{domains.join(', ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Section>
  );
}
