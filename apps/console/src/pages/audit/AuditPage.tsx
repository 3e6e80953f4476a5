import type { AuditView } from '@causeway/contract/admin';
import { Anchor, Button, Code, Group, Table, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call, type RefusedError } from '../../api/call.ts';
import { REFRESH_MS } from '../../api/query-client.ts';
import { useOwnApi } from '../../app/session.ts';
import { useView, type View } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.audit;
const PAGE_ROWS = 100;
const filters = ['actor', 'action', 'subject', 'outcome'] as const;
const headings = [says.columns.at, ...filters.map((name) => says.columns[name]), says.columns.detail];

/** Who did what, newest first. */
export default function AuditPage() {
  const path = `${useOwnApi()}/audit`;
  const [view, change] = useView();
  const trail = useTrail(path, view);
  const entries = trail.data?.pages.flat() ?? [];
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Anchor href={`/api/v1${path}?${queryOf(view, { format: 'csv' })}`}>{says.csv}</Anchor>
        <Anchor href={`/api/v1${path}?${queryOf(view, { format: 'jsonl' })}`}>{says.jsonLines}</Anchor>
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
      </Group>
      {trail.error !== null && <RefusalAlert refusal={trail.error.refusal} />}
      {trail.isSuccess && entries.length === 0 && <Empty title={says.none} text={says.noneText} />}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {trail.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={trail.isFetchingNextPage}
          onClick={() => trail.fetchNextPage()}
        >
          {says.more}
        </Button>
      )}
    </>
  );
}

function useTrail(path: string, view: View) {
  return useInfiniteQuery<
    AuditView[],
    RefusedError,
    { pages: AuditView[][] },
    readonly unknown[],
    number | undefined
  >({
    queryKey: [path, queryOf(view, {})],
    queryFn: ({ pageParam: before }) =>
      call('GET', `${path}?${queryOf(view, before && { before: String(before) })}`),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page.length < PAGE_ROWS ? undefined : page.at(-1)?.sequence),
    placeholderData: (earlier) => earlier,
    // Whoever reads on is not asked about every page again and again.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
  });
}

function queryOf(view: View, more: Readonly<Record<string, string>> | 0 | undefined): string {
  const chosen = filters.flatMap((name) => (view[name] ? [[name, view[name]]] : []));
  const limit: Record<string, string> = more && 'format' in more ? {} : { limit: String(PAGE_ROWS) };
  return new URLSearchParams({ ...Object.fromEntries(chosen), ...limit, ...(more || {}) }).toString();
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
      <Table.Td className="code">{actor}</Table.Td>
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
