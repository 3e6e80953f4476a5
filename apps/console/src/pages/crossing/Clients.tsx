import type { PageView, StandingView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useRows } from '../../api/use-rows.ts';
import { formatNumber } from '../../app/format.ts';
import type { View } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { FilesMenu } from '../../parts/FilesMenu.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { RowsStatus } from '../../parts/RowsStatus.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { ClientsTable } from './ClientsTable.tsx';
import { Filters } from './Filters.tsx';
import { isFiltered, queryOf, stateOf, totalOf } from './filters.ts';
import type { Crossing } from './use-crossing.ts';

const { list: says } = texts.crossing;

interface ClientsProps {
  readonly api: string;
  readonly crossing: Crossing;
  readonly view: View;
  readonly onChange: (change: View) => void;
}

/** Those that block, or whoever is looked for; all of them as a file. */
export function Clients({ api, crossing, view, onChange }: ClientsProps) {
  const path = `${api}/crossing/clients`;
  const query = queryOf(view);
  const total = totalOf(view, crossing.view);
  // The API does not count them: that would take as long as to look at all.
  const rows = useRows<StandingView>(path, query, (page: PageView<StandingView>) => ({
    ...page,
    ...(total !== undefined && { total }),
  }));
  const count = says.count(formatNumber(rows.loaded.length), rows.total > rows.loaded.length);
  return (
    <Section title={says.title}>
      <Group justify="space-between" align="flex-end">
        <Filters view={view} crossing={crossing.view} onChange={onChange} />
        <FilesMenu path={path} query={query} />
      </Group>
      {rows.refusal !== undefined && <RefusalAlert refusal={rows.refusal} />}
      {rows.loaded.length > 0 && <RowsStatus rows={rows} says={count} />}
      {rows.loaded.length > 0 && <ClientsTable rows={rows} onOpen={(client) => onChange({ client })} />}
      {rows.refusal === undefined && rows.loaded.length === 0 && !rows.isWaiting && <None view={view} />}
    </Section>
  );
}

function None({ view }: Pick<ClientsProps, 'view'>) {
  const isNobodyLeft = stateOf(view) === 'blocking' && !isFiltered(view);
  return (
    <Empty
      title={isNobodyLeft ? says.nobodyBlocks : says.none}
      text={isNobodyLeft ? says.nobodyBlocksText : says.noneText}
    />
  );
}
