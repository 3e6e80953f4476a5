import type { ComputerView } from '@causeway/contract/admin';
import { Button, Collapse, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useRows } from '../../api/use-rows.ts';
import { formatNumber } from '../../app/format.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { FilterPanel } from '../../parts/filter/FilterPanel.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { RowsList } from '../../parts/RowsList.tsx';
import * as texts from '../../texts/index.ts';
import { ComputersEmpty, isNarrow } from './ComputersEmpty.tsx';
import { ComputersTools } from './ComputersTools.tsx';
import { computerColumns } from './computer-columns.ts';
import { FamilyFacet } from './FamilyFacet.tsx';
import { showColumns } from './show-columns.tsx';
import { useComputerView } from './use-computer-view.ts';

const says = texts.computers;

/** All computers of a tenant, or those that one looks for. */
export default function ComputersPage() {
  const api = useTenantApi();
  const toPath = useTenantPath();
  const list = useComputerView();
  const { view, change, query } = list;
  const rows = useRows<ComputerView>(`${api}/computers`, query);
  const [isFiltering, setFiltering] = useState(false);
  const columns = showColumns(list.columns, toPath);
  const count = formatNumber(rows.total);
  // Nothing is to be found where nothing is: the next step is shown alone.
  const isNothing = rows.total === 0 && !rows.isWaiting && !isNarrow(view);
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Button component={Link} to={toPath('/duplicates')} variant="default">
          {says.duplicates}
        </Button>
      </PageTitle>
      <Stack gap="sm">
        {!isNothing && (
          <>
            <FamilyFacet api={api} family={view.family} onChange={(family) => change({ family })} />
            <ComputersTools
              list={list}
              api={api}
              isFiltering={isFiltering}
              onFilter={() => setFiltering(!isFiltering)}
            />
            <Collapse expanded={isFiltering}>
              {isFiltering && (
                <FilterPanel
                  columns={computerColumns}
                  filter={view.filter ?? ''}
                  onChange={(filter) => change({ filter })}
                />
              )}
            </Collapse>
          </>
        )}
        <RowsList
          label={says.title}
          columns={columns}
          rows={rows}
          idOf={({ id }) => id}
          order={view.order}
          onOrder={(order) => change({ order })}
          count={says.count(count, rows.total === 1)}
          none={<ComputersEmpty view={view} onChange={change} />}
        />
      </Stack>
    </>
  );
}
