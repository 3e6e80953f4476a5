import type { ChangeView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useNewestFirst } from '../../api/use-newest-first.ts';
import { formatDuration } from '../../app/format.ts';
import { chosenIn, useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { NewestFirst } from '../../parts/NewestFirst.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { ChangeFilters } from './ChangeFilters.tsx';
import { stateOfChange } from './change-state.ts';
import { useChangesApi } from './use-changes-api.ts';

const says = texts.changes;

const headings: readonly Heading[] = [
  says.columns.tenants,
  says.columns.state,
  says.columns.requested,
  says.columns.by,
  { text: says.columns.took, align: 'right' },
];

const none = <Empty title={says.none} text={says.noneText} />;
const noneFits = <Empty title={says.noneFits} text={says.noneFitsText} />;
const filters = ['tenant', 'state'] as const;

/** What was altered, newest first. */
export default function ChangesPage() {
  const [view, change] = useView();
  const chosen = chosenIn(view, filters);
  const list = useNewestFirst<ChangeView>(useChangesApi(), chosen, ({ id }) => id);
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <ChangeFilters view={view} onChange={change} />
      <NewestFirst list={list} empty={Object.keys(chosen).length > 0 ? noneFits : none}>
        {(changes) => <ChangesTable changes={changes} />}
      </NewestFirst>
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
