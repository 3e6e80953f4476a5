import type { ComputerChangeView, PageView } from '@causeway/contract/admin';
import { Anchor, ScrollArea, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../api/use-api.ts';
import { searchOf } from '../../app/search-of.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { texts } from '../../texts/index.ts';

const { changes: says } = texts.dashboard;
const { kinds } = texts.computer.history;

/** What became another on any computer, newest first. */
export function ChangesSection() {
  const { data } = useMaybe<PageView<ComputerChangeView>>(`${useTenantApi()}/changes?limit=8`);
  const rows = data?.rows ?? [];
  return (
    <Section title={says.title}>
      {data !== undefined && rows.length === 0 && <Text size="sm">{says.none}</Text>}
      {rows.length > 0 && (
        <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': says.title }}>
          <Table aria-label={says.title} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{says.columns.computer}</Table.Th>
                <Table.Th>{says.columns.what}</Table.Th>
                <Table.Th>{says.columns.kind}</Table.Th>
                <Table.Th>{says.columns.at}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <ChangeRow key={row.id} change={row} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
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
