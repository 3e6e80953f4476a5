import type { SoftwareView } from '@causeway/contract/admin';
import { Button, Collapse, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRows } from '../../api/use-rows.ts';
import { formatNumber } from '../../app/format.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { FilesMenu } from '../../parts/FilesMenu.tsx';
import { FilterButton } from '../../parts/filter/FilterButton.tsx';
import { FilterPanel } from '../../parts/filter/FilterPanel.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { RowsList } from '../../parts/RowsList.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import * as texts from '../../texts/index.ts';
import { columnsFor, filterColumns } from './software-columns.tsx';

const says = texts.software;

/** The catalog: every software once, however many computers have it. */
export default function SoftwarePage() {
  const api = useTenantApi();
  const toPath = useTenantPath();
  const [{ search, filter, order }, change] = useView();
  const [isFiltering, setFiltering] = useState(false);
  const query = { search, filter, order };
  const rows = useRows<SoftwareView>(`${api}/software`, query);
  const isNarrow = search !== undefined || filter !== undefined;
  // Nothing is to be found where nothing is: the next step is shown alone.
  const isNothing = rows.total === 0 && !rows.isWaiting && !isNarrow;
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack gap="sm">
        {!isNothing && (
          <>
            <Group gap="xs">
              <SearchField
                label={says.search}
                value={search ?? ''}
                onChange={(text) => change({ search: text })}
              />
              <FilterButton
                columns={filterColumns}
                filter={filter}
                isOpen={isFiltering}
                onClick={() => setFiltering(!isFiltering)}
              />
              <FilesMenu path={`${api}/software`} query={query} feed={`${api}/odata/Software`} />
            </Group>
            <Collapse expanded={isFiltering}>
              {isFiltering && (
                <FilterPanel
                  columns={filterColumns}
                  filter={filter ?? ''}
                  onChange={(written) => change({ filter: written })}
                />
              )}
            </Collapse>
          </>
        )}
        <RowsList
          label={says.title}
          columns={columnsFor(toPath)}
          rows={rows}
          idOf={({ id }) => id}
          order={order}
          onOrder={(next) => change({ order: next })}
          count={says.count(formatNumber(rows.total), rows.total === 1)}
          none={
            isNarrow ? (
              <NoneFound onClear={() => change({ search: undefined, filter: undefined })} />
            ) : (
              <NoneYet clients={toPath('/clients/enrollment')} />
            )
          }
        />
      </Stack>
    </>
  );
}

function NoneFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty title={says.noneFound} text={says.noneFoundText}>
      <Button variant="default" onClick={onClear}>
        {says.showAll}
      </Button>
    </Empty>
  );
}

function NoneYet({ clients }: { readonly clients: string }) {
  return (
    <Empty title={says.none} text={says.noneText}>
      <Button component={Link} to={clients}>
        {says.enroll}
      </Button>
    </Empty>
  );
}
