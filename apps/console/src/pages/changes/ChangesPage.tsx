import type { ChangeView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { formatDuration } from '../../app/format.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { stateOfChange } from './change-state.ts';

const says = texts.changes;

const headings: readonly Heading[] = [
  says.columns.tenants,
  says.columns.state,
  says.columns.requested,
  says.columns.by,
  { text: says.columns.took, align: 'right' },
];

export default function ChangesPage() {
  const changes = useThing<ChangeView[]>('/changes');
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      {changes.length === 0 ? (
        <Empty title={says.none} text={says.noneText} />
      ) : (
        <ChangesTable changes={changes} />
      )}
    </>
  );
}

function ChangesTable({ changes }: { readonly changes: readonly ChangeView[] }) {
  return (
    <PlainTable headings={headings} verticalSpacing="sm" highlightOnHover>
      {changes.map((change) => (
        <ChangeRow key={change.id} change={change} />
      ))}
    </PlainTable>
  );
}

function ChangeRow({ change }: { readonly change: ChangeView }) {
  const { id, tenants, requestedAt, requestedBy, endedAt } = change;
  const { word, tone } = stateOfChange(change.state);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/changes/${id}`}>
          {tenants.join(', ')}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge tone={tone}>{word}</StateBadge>
      </Table.Td>
      <Table.Td>
        <When at={requestedAt} />
      </Table.Td>
      <Table.Td>{requestedBy}</Table.Td>
      <Table.Td ta="right" className="numbers">
        {endedAt === null ? '–' : formatDuration(endedAt - requestedAt)}
      </Table.Td>
    </Table.Tr>
  );
}
