import type { EndpointServerView } from '@causeway/contract/admin';
import { Code, Table } from '@mantine/core';
import { Facts } from '../../parts/Facts.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.endpointServers.one.plan;

const headings = [says.address, says.result, says.seen, says.by];

/** Offered, applied and proven from outside: three separate facts (DESIGN rule 9). */
export function Plan({ server }: { readonly server: EndpointServerView }) {
  const { offered, applied, proven } = server;
  return (
    <Section title={says.title} says={says.says}>
      <Facts
        facts={[
          [says.offered, says.number(offered)],
          [says.applied, says.number(applied)],
          [says.proven, proven === null ? says.notProven : <When key="proven" at={proven.at} />],
        ]}
      />
      {proven !== null && proven.proofs.length > 0 && <Proofs proofs={proven.proofs} />}
    </Section>
  );
}

type Proofs = NonNullable<EndpointServerView['proven']>['proofs'];

function Proofs({ proofs }: { readonly proofs: Proofs }) {
  return (
    <PlainTable headings={headings} label={says.proven} minWidth={600} verticalSpacing="xs">
      {proofs.map(({ address, code, seen, by }) => (
        <Table.Tr key={`${address} ${by}`}>
          <Table.Th scope="row" fw={400}>
            {address}
          </Table.Th>
          <Table.Td>
            <Code>{code}</Code>
          </Table.Td>
          <Table.Td className="code">{seen}</Table.Td>
          <Table.Td>{says.bys[by] ?? by}</Table.Td>
        </Table.Tr>
      ))}
    </PlainTable>
  );
}
