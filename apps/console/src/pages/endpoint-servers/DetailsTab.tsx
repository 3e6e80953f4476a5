import type { EndpointServerView } from '@causeway/contract/admin';
import { List, Stack } from '@mantine/core';
import { type Fact, Facts } from '../../parts/Facts.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { describeSite, isInForce } from '../tenants/describe-site.ts';
import { LeaveServer } from './LeaveServer.tsx';
import { LocalChange } from './LocalChange.tsx';
import { siteOfLocal } from './local-site.ts';
import { Plan } from './Plan.tsx';
import { ServerAlerts } from './ServerAlerts.tsx';
import { Spool } from './Spool.tsx';
import { stateOf } from './server-state.ts';
import { useServer } from './use-server.ts';

const says = texts.endpointServers.one;

/** What an endpoint server is and serves, how far the plan is there, and what waits in its spool. */
export default function DetailsTab() {
  const { server, path } = useServer();
  return (
    <Stack>
      <ServerAlerts server={server} />
      <LocalChange server={server} path={path} />
      <Section title={says.facts.title}>
        <ServerFacts server={server} />
      </Section>
      <Plan server={server} />
      <Spool server={server} />
      <LeaveServer server={server} path={path} />
    </Stack>
  );
}

function ServerFacts({ server }: { readonly server: EndpointServerView }) {
  const { state, proposed, saved, inForce, version, upstream, lastSeenAt, joinedAt, id } = server;
  const isPending = state === 'pending';
  const facts: readonly Fact[] = [
    [says.facts.hostname, isPending ? proposed.hostname : inForce.hostname],
    [says.facts.state, texts.endpointServers.states[stateOf(server)]],
    [says.facts.proposed, isPending ? describeSite(siteOfLocal(proposed, null)) : null],
    [says.facts.addresses, <Addresses key="addresses" server={server} />],
    [says.facts.inForce, isPending ? null : describeSite(inForce)],
    [says.facts.saved, isPending || isInForce(saved, inForce) ? null : describeSite(saved)],
    [says.facts.version, version],
    [says.facts.upstream, upstream],
    [says.facts.lastSeen, <When key="seen" at={lastSeenAt} />],
    [says.facts.joined, <When key="joined" at={joinedAt} />],
    [says.facts.id, id],
  ];
  return <Facts facts={facts} />;
}

function Addresses({ server: { serving } }: { readonly server: EndpointServerView }) {
  if (serving.length === 0) return says.noAddress;
  return (
    <List listStyleType="none" size="sm">
      {serving.map(({ address, serves }) => (
        <List.Item key={address}>
          {address}
          {texts.tenantTabs.general.serves[serves]}
        </List.Item>
      ))}
    </List>
  );
}
