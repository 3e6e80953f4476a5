import type { InstallationView } from '@causeway/contract/admin';
import { Anchor, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRows } from '../../../api/use-rows.ts';
import { formatNumber } from '../../../app/format.ts';
import { formatBytes } from '../../../app/format-bytes.ts';
import { useTenantPath } from '../../../app/tenant.ts';
import { useView } from '../../../app/use-view.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { FilesMenu } from '../../../parts/FilesMenu.tsx';
import { RowsList } from '../../../parts/RowsList.tsx';
import { SearchField } from '../../../parts/SearchField.tsx';
import type { VirtualColumn } from '../../../parts/VirtualTable.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { useComputerApi } from './use-computer.ts';

const { software: says } = texts.computer;
const { columns: titles } = texts.software;

const plain = (name: 'version' | 'publisher' | 'architecture' | 'source', widthPx: number) => ({
  ...{ name, title: titles[name], widthPx, isOrdered: true },
  show: (row: InstallationView) => row[name] || texts.rows.dash,
});

const columnsFor = (toPath: (path: string) => string): readonly VirtualColumn<InstallationView>[] => [
  {
    ...{ name: 'name', title: titles.name, widthPx: 260, isOrdered: true },
    show: ({ softwareId, name }) => (
      <Anchor component={Link} to={toPath(`/software/${softwareId}`)} size="sm">
        {name}
      </Anchor>
    ),
  },
  plain('version', 180),
  plain('publisher', 200),
  plain('architecture', 110),
  plain('source', 100),
  {
    ...{ name: 'sizeBytes', title: titles.sizeBytes, widthPx: 110, isNumber: true, isOrdered: true },
    show: ({ sizeBytes }) => (sizeBytes === null ? texts.rows.dash : formatBytes(sizeBytes)),
  },
  {
    ...{ name: 'since', title: titles.since, widthPx: 130, isOrdered: true },
    show: ({ since }) => <When at={since} />,
  },
];

export default function SoftwareOfComputerTab() {
  const path = `${useComputerApi()}/software`;
  const toPath = useTenantPath();
  const [{ search, order }, change] = useView();
  const query = { search, order: order ?? 'name asc' };
  const rows = useRows<InstallationView>(path, query);
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SearchField label={says.search} value={search ?? ''} onChange={(text) => change({ search: text })} />
        <FilesMenu path={path} query={query} />
      </Group>
      <RowsList
        label={says.label}
        columns={columnsFor(toPath)}
        rows={rows}
        idOf={({ softwareId }) => softwareId}
        order={query.order}
        onOrder={(next) => change({ order: next })}
        count={says.count(formatNumber(rows.total), rows.total === 1)}
        none={
          search === undefined ? (
            <Empty title={says.none} text={says.noneText} />
          ) : (
            <Empty title={says.noneFound} text={says.noneFoundText} />
          )
        }
      />
    </Stack>
  );
}
