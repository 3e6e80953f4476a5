import type { ClientView } from '@causeway/contract/admin';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTenantPath } from '../../app/tenant.ts';
import { StateBadge } from '../../parts/StateBadge.tsx';
import type { VirtualColumn } from '../../parts/VirtualTable.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { clientTones } from './client-state.ts';

const says = texts.clients;

export const clientColumns: readonly VirtualColumn<ClientView>[] = [
  { name: 'name', title: says.columns.name, widthPx: 220, show: (client) => <ClientLink client={client} /> },
  {
    ...{ name: 'state', title: says.columns.state, widthPx: 110 },
    show: ({ state }) => <StateBadge tone={clientTones[state]}>{says.states[state]}</StateBadge>,
  },
  {
    ...{ name: 'lastSeenAt', title: says.columns.lastSeen, widthPx: 130 },
    show: ({ lastSeenAt }) => <When at={lastSeenAt} />,
  },
  {
    ...{ name: 'lastAddress', title: says.columns.address, widthPx: 300 },
    show: ({ lastAddress }) => lastAddress ?? says.none,
  },
  { name: 'revision', title: says.columns.revision, widthPx: 170, show: revisionOf },
  { name: 'group', title: says.columns.group, widthPx: 130, show: ({ group }) => group ?? says.none },
  { name: 'version', title: says.columns.version, widthPx: 170, show: ({ version }) => version },
  { name: 'kind', title: says.columns.kind, widthPx: 100, show: kindOf },
];

function revisionOf({ kind, appliedRevision, fetchedRevision }: ClientView): string {
  if (kind === 'foreign') return says.none;
  return fetchedRevision > appliedRevision
    ? says.ahead(appliedRevision, fetchedRevision)
    : String(appliedRevision);
}

function kindOf({ kind }: ClientView): string {
  return kind === 'foreign' ? says.kinds.foreign : says.kinds.native;
}

function ClientLink({ client: { id, name } }: { readonly client: ClientView }) {
  const pathOf = useTenantPath();
  return (
    <Anchor component={Link} to={pathOf(`/clients/${id}`)} title={name} inherit>
      {name}
    </Anchor>
  );
}
