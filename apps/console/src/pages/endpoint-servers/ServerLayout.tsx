import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTenantPath } from '../../app/tenant.ts';
import { PageTabs } from '../../parts/PageTabs.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';
import { serverTones, stateOf } from './server-state.ts';
import { useServer } from './use-server.ts';

const says = texts.endpointServers;

/** One endpoint server, with a tab for each of its sides. */
export default function ServerLayout() {
  const { server } = useServer();
  const pathOf = useTenantPath();
  const here = pathOf(`/endpoint-servers/${encodeURIComponent(server.name)}`);
  const state = stateOf(server);
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={pathOf('/endpoint-servers')}>
          {says.title}
        </Anchor>
        <Text>{server.name}</Text>
      </Breadcrumbs>
      <PageTitle title={server.name}>
        <StateBadge tone={serverTones[state]}>{says.states[state]}</StateBadge>
      </PageTitle>
      <PageTabs
        label={says.one.tabs}
        tabs={[
          { to: here, name: says.one.details, isExact: true },
          { to: `${here}/configure`, name: says.one.configure },
        ]}
      />
      <Outlet />
    </>
  );
}
