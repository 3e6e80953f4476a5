import { useTenantPath } from '../../app/tenant.ts';
import { PageTabs } from '../../parts/PageTabs.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.clients;

/** What there is about clients: those that are there, and how others come in. */
export function ClientTabs() {
  const pathOf = useTenantPath();
  return (
    <PageTabs
      label={says.tabs}
      tabs={[
        { to: pathOf('/clients'), name: says.tabNames.list, isExact: true },
        { to: pathOf('/clients/enrollment'), name: says.tabNames.enrollment },
        { to: pathOf('/clients/foreign-agents'), name: says.tabNames.foreign },
      ]}
    />
  );
}
