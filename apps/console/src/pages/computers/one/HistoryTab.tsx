import type { ComputerChangeView } from '@causeway/contract/admin';
import { Group, NativeSelect, Stack } from '@mantine/core';
import { useRows } from '../../../api/use-rows.ts';
import { formatNumber } from '../../../app/format.ts';
import { useView } from '../../../app/use-view.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { FilesMenu } from '../../../parts/FilesMenu.tsx';
import { RowsList } from '../../../parts/RowsList.tsx';
import { SearchField } from '../../../parts/SearchField.tsx';
import * as texts from '../../../texts/index.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { changeColumns } from './change-columns.tsx';
import { useComputerApi } from './use-computer.ts';

const { history: says } = texts.computer;

const sections = [
  { value: '', label: says.everySection },
  ...Object.entries(texts.inventory.sections).map(([value, label]) => ({ value, label })),
];

/** What became another, newest first; an opened one shows before and after. */
export default function HistoryTab() {
  const path = `${useComputerApi()}/changes`;
  const [{ search, section, opened }, change] = useView();
  const query = { search, filter: section && `section eq '${section}'` };
  const rows = useRows<ComputerChangeView>(path, query);
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SearchField label={says.search} value={search ?? ''} onChange={(text) => change({ search: text })} />
        <NativeSelect
          aria-label={says.section}
          data={sections}
          value={section ?? ''}
          onChange={(event) => change({ section: event.currentTarget.value })}
        />
        <FilesMenu path={path} query={query} />
      </Group>
      <RowsList
        label={says.label}
        columns={changeColumns((id) => change({ opened: String(id) }))}
        rows={rows}
        idOf={({ id }) => id}
        count={says.count(formatNumber(rows.total), rows.total === 1)}
        none={
          search === undefined && section === undefined ? (
            <Empty title={says.none} text={says.noneText} />
          ) : (
            <Empty title={says.noneFound} text={says.noneFoundText} />
          )
        }
      />
      <ChangeDialog path={path} id={opened} onClose={() => change({ opened: undefined })} />
    </Stack>
  );
}
