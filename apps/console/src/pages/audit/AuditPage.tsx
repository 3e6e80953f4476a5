import type { AuditView } from '@causeway/contract/admin';
import { Anchor, Code, Group, Table, TextInput } from '@mantine/core';
import { useNewestFirst } from '../../api/use-newest-first.ts';
import { useOwnApi } from '../../app/session.ts';
import { chosenIn, useView, type View } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { NewestFirst } from '../../parts/NewestFirst.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { TimeField } from './TimeField.tsx';

const says = texts.audit;
const filters = ['actor', 'action', 'subject', 'outcome'] as const;
const times = ['since', 'until'] as const;
const headings = [says.columns.at, ...filters.map((name) => says.columns[name]), says.columns.detail];

/** Of the page's address and of the API alike. */
const asked = [...filters, ...times];

/** Who did what, newest first. */
export default function AuditPage() {
  const path = `${useOwnApi()}/audit`;
  const [view, change] = useView();
  const trail = useNewestFirst<AuditView>(path, chosenIn(view, asked), ({ sequence }) => String(sequence));
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Anchor href={`/api/v1${path}?${queryOf(view, 'csv')}`}>{says.csv}</Anchor>
        <Anchor href={`/api/v1${path}?${queryOf(view, 'jsonl')}`}>{says.jsonLines}</Anchor>
      </PageTitle>
      <Group component="search" aria-label={says.filters} mb="md">
        {filters.map((name) => (
          <TextInput
            key={name}
            label={says.columns[name]}
            value={view[name] ?? ''}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
          />
        ))}
        {times.map((name) => (
          <TimeField
            key={name}
            label={says.times[name]}
            at={view[name]}
            onChange={(at) => change({ [name]: at })}
          />
        ))}
      </Group>
      <NewestFirst list={trail} empty={<Empty title={says.none} text={says.noneText} />}>
        {(entries) => <AuditTable entries={entries} />}
      </NewestFirst>
    </>
  );
}

function queryOf(view: View, format: 'csv' | 'jsonl'): string {
  return new URLSearchParams({ ...chosenIn(view, asked), format }).toString();
}

function AuditTable({ entries }: { readonly entries: readonly AuditView[] }) {
  return (
    <PlainTable headings={headings} label={says.title} verticalSpacing="xs">
      {entries.map((entry) => (
        <AuditRow key={entry.sequence} entry={entry} />
      ))}
    </PlainTable>
  );
}

function AuditRow({ entry: { at, actor, action, subject, outcome, detail } }: { readonly entry: AuditView }) {
  return (
    <Table.Tr>
      <Table.Td>
        <When at={at} />
      </Table.Td>
      <Table.Td>{actor}</Table.Td>
      <Table.Td>{action}</Table.Td>
      <Table.Td className="code">{subject}</Table.Td>
      <Table.Td>
        <StateBadge tone={outcome === 'done' ? 'good' : 'bad'}>
          {outcome === 'done' ? says.done : outcome}
        </StateBadge>
      </Table.Td>
      <Table.Td>{detail !== null && <Code className="code">{JSON.stringify(detail)}</Code>}</Table.Td>
    </Table.Tr>
  );
}
