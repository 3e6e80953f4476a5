import type { EndpointServerView, TenantView } from '@causeway/contract/admin';
import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useThing } from '../../api/use-api.ts';
import { formatNumber } from '../../app/format.ts';
import { useRefusal, useSession } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { RegisterDialog } from './RegisterDialog.tsx';
import { planOf, serverTones, stateOf } from './server-state.ts';

const says = texts.endpointServers;

const headings = Object.values(says.columns);

/** What clients talk to: the default endpoint server, and those that stand alone. */
export default function EndpointServersPage() {
  const api = useTenantApi();
  const tenant = useThing<TenantView>(api);
  const servers = useThing<EndpointServerView[]>(`${api}/endpoint-servers`);
  const [isRegistering, setIsRegistering] = useState(false);
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <ReasonedButton because={mayNot} onClick={() => setIsRegistering(true)}>
          {says.register.button}
        </ReasonedButton>
      </PageTitle>
      <Stack>
        <ServerTable tenant={tenant} servers={servers} />
        {servers.length === 0 && <Empty title={says.empty.title} text={says.empty.text} />}
      </Stack>
      {isRegistering && <RegisterDialog tenant={tenant} onClose={() => setIsRegistering(false)} />}
    </>
  );
}

interface ServerTableProps {
  readonly tenant: TenantView;
  readonly servers: readonly EndpointServerView[];
}

function ServerTable({ tenant, servers }: ServerTableProps) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={820} verticalSpacing="sm">
      <DefaultRow tenant={tenant} />
      {servers.map((server) => (
        <ServerRow key={server.id} server={server} />
      ))}
    </PlainTable>
  );
}

/** It follows the tenant's own website, where it is configured. */
function DefaultRow({ tenant: { inForce } }: { readonly tenant: TenantView }) {
  const { site } = useSession();
  const pathOf = useTenantPath();
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {site.kind === 'platform' ? (
          says.default
        ) : (
          <Anchor component={Link} to={pathOf('/website')} inherit>
            {says.default}
          </Anchor>
        )}
      </Table.Th>
      <Table.Td>{inForce.hostname}</Table.Td>
      <Table.Td>{texts.tenants.bindings[inForce.binding]}</Table.Td>
      <Table.Td colSpan={4}>
        <Text size="sm" c="dimmed">
          {says.runsWithTenant}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

function ServerRow({ server }: { readonly server: EndpointServerView }) {
  const { name, state, saved, proposed, spool, lastSeenAt } = server;
  const site = state === 'pending' ? proposed : saved;
  const pathOf = useTenantPath();
  const shown = stateOf(server);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} to={pathOf(`/endpoint-servers/${encodeURIComponent(name)}`)} inherit>
          {name}
        </Anchor>
      </Table.Th>
      <Table.Td>{site.hostname}</Table.Td>
      <Table.Td>{texts.tenants.bindings[site.binding]}</Table.Td>
      <Table.Td>
        <StateBadge tone={serverTones[shown]}>{says.states[shown]}</StateBadge>
      </Table.Td>
      <Table.Td>{says.plan[planOf(server)]}</Table.Td>
      <Table.Td>{spoolOf(spool)}</Table.Td>
      <Table.Td>
        <When at={lastSeenAt} />
      </Table.Td>
    </Table.Tr>
  );
}

function spoolOf(spool: EndpointServerView['spool']): string {
  if (spool === null) return says.spool.unknown;
  return spool.backlog === 0 ? says.spool.empty : says.spool.waiting(formatNumber(spool.backlog));
}
