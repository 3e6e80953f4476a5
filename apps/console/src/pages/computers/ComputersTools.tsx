import { Group, NativeSelect } from '@mantine/core';
import { ColumnsMenu } from '../../parts/ColumnsMenu.tsx';
import { FilesMenu } from '../../parts/FilesMenu.tsx';
import { FilterButton } from '../../parts/filter/FilterButton.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import * as texts from '../../texts/index.ts';
import { columnsOf, computerColumns } from './computer-columns.ts';
import { SavedFilters } from './SavedFilters.tsx';
import type { useComputerView } from './use-computer-view.ts';

const says = texts.computers;

const whichOnes = (['present', 'archived', 'all'] as const).map((value) => ({
  value,
  label: says.archived[value],
}));

interface ComputersToolsProps {
  readonly list: ReturnType<typeof useComputerView>;
  readonly api: string;
  readonly isFiltering: boolean;
  readonly onFilter: () => void;
}

/** What narrows the list down, and what is done with all of it. */
export function ComputersTools({ list, api, isFiltering, onFilter }: ComputersToolsProps) {
  const { view, change, columns, query } = list;
  return (
    <Group gap="xs">
      <SearchField label={says.search} value={view.search ?? ''} onChange={(search) => change({ search })} />
      <NativeSelect
        aria-label={says.archived.label}
        data={whichOnes}
        value={view.archived ?? 'present'}
        onChange={({ currentTarget: { value } }) =>
          change({ archived: value === 'present' ? undefined : value })
        }
      />
      <FilterButton columns={computerColumns} filter={view.filter} isOpen={isFiltering} onClick={onFilter} />
      <SavedFilters view={view} onChange={change} />
      <ColumnsMenu
        all={computerColumns}
        shown={columnsOf(columns).map(({ name }) => name)}
        onChange={list.chooseColumns}
        onReset={list.resetColumns}
      />
      <FilesMenu path={`${api}/computers`} query={query} feed={`${api}/odata/Computers`} />
    </Group>
  );
}
