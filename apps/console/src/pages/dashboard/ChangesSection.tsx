import type { ComputerChangeView, PageView } from '@causeway/contract/admin';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../api/use-api.ts';
import { searchOf } from '../../app/search-of.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const { changes: says } = texts.dashboard;
const { kinds } = texts.computer.history;

const headings = [says.columns.computer, says.columns.what, says.columns.kind, says.columns.at];

/** What became another on any computer, newest first. */
export function ChangesSection() {
  const { data } = useMaybe<PageView<ComputerChangeView>>(`${useTenantApi()}/changes?limit=8`);
  const rows = data?.rows ?? [];
  return (
    <Section title={says.title}>
      {data !== undefined && rows.length === 0 && <Text size="sm">{says.none}</Text>}
      {rows.length > 0 && (
        <PlainTable headings={headings} label={says.title} verticalSpacing={4}>
          {rows.map((row) => (
            <ChangeRow key={row.id} change={row} />
          ))}
        </PlainTable>
      )}
    </Section>
  );
}

function ChangeRow({ change }: { readonly change: ComputerChangeView }) {
  const { id, computerId, computerName, what, kind, at } = change;
  const history = useTenantPath()(`/computers/${computerId}/history`);
  return (
    <Table.Tr>
      <Table.Td>{computerName}</Table.Td>
      <Table.Td>
        <Anchor
          component={Link}
          to={history}
          search={searchOf({ opened: String(id) })}
          size="sm"
          className="code"
        >
          {what}
        </Anchor>
      </Table.Td>
      <Table.Td>{kinds[kind]}</Table.Td>
      <Table.Td>
        <When at={at} />
      </Table.Td>
    </Table.Tr>
  );
}
