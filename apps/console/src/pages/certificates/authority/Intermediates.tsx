import type { AuthorityView } from '@causeway/contract/admin';
import { Table } from '@mantine/core';
import { formatDate } from '../../../app/format.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';

const { authority: says } = texts.certificates;

const headings = [says.columns.name, says.columns.ends, says.columns.domains];

export function Intermediates({ intermediates }: Pick<AuthorityView, 'intermediates'>) {
  return (
    <Section title={says.intermediates} says={says.intermediatesSays}>
      <PlainTable headings={headings} label={says.intermediates} minWidth={480}>
        {intermediates.map(({ sha256, name, notAfter, domains }) => (
          <Table.Tr key={sha256}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{formatDate(notAfter)}</Table.Td>
            <Table.Td className="code">{domains.join(', ')}</Table.Td>
          </Table.Tr>
        ))}
      </PlainTable>
    </Section>
  );
}
