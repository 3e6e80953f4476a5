import type { ClientPage, ClientView } from '@causeway/contract/admin';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Rows, useRows } from '../../api/use-rows.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { RowsStatus } from '../../parts/RowsStatus.tsx';
import { VirtualTable } from '../../parts/VirtualTable.tsx';
import * as texts from '../../texts/index.ts';
import { ClientFilters } from './ClientFilters.tsx';
import { ClientTabs } from './ClientTabs.tsx';
import { clientColumns } from './client-columns.tsx';

const says = texts.clients;

/** The clients of a tenant, however many; filters are in the address. */
export default function ClientsPage() {
  const [view] = useView();
  const { search, state, kind, group, ungrouped } = view;
  const query = { search, state, kind, group, ungrouped };
  const rows = useRows<ClientView, ClientPage>(`${useTenantApi()}/clients`, query, toRows);
  const isFiltered = Object.values(query).some((value) => value !== undefined);
  return (
    <>
      <ClientTabs />
      <PageTitle title={says.title} says={says.says} />
      {rows.refusal !== undefined && <RefusalAlert refusal={rows.refusal} />}
      {!isFiltered && isEmpty(rows) && <NoClient />}
      {(isFiltered || rows.isWaiting || rows.total > 0) && (
        <>
          <ClientFilters isFiltered={isFiltered} />
          <Clients rows={rows} />
        </>
      )}
    </>
  );
}

function toRows({ clients, next, total }: ClientPage) {
  return { rows: clients, ...(next !== undefined && { next }), ...(total !== undefined && { total }) };
}

function Clients({ rows }: { readonly rows: Rows<ClientView> }) {
  if (isEmpty(rows)) return <Empty title={says.noMatch.title} text={says.noMatch.text} />;
  return (
    <>
      <RowsStatus rows={rows} says={says.count(rows.total)} />
      <VirtualTable label={says.title} columns={clientColumns} rows={rows} idOf={({ id }) => id} />
    </>
  );
}

/** Nobody knows what there is while the server refuses to say. */
function isEmpty({ isWaiting, refusal, total }: Rows<ClientView>): boolean {
  return !isWaiting && refusal === undefined && total === 0;
}

function NoClient() {
  const pathOf = useTenantPath();
  return (
    <Empty title={says.empty.title} text={says.empty.text}>
      <Button component={Link} to={pathOf('/clients/enrollment')}>
        {says.empty.next}
      </Button>
    </Empty>
  );
}
