import type { ClientDetailsView, TenantView } from '@causeway/contract/admin';
import { Anchor, Breadcrumbs, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../../app/tenant.ts';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';
import { clientTones } from '../client-state.ts';
import { Actions } from './Actions.tsx';
import { ClientFacts } from './ClientFacts.tsx';
import { ClientGroup } from './ClientGroup.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Evidence } from './Evidence.tsx';
import { Failures } from './Failures.tsx';
import { Leave } from './Leave.tsx';

/** One client: what is known of it, what it has proven, and what can be asked of it. */
export default function OneClientPage() {
  const api = useTenantApi();
  const pathOf = useTenantPath();
  const { client: id = '' }: { client?: string } = useParams({ strict: false });
  const path = `${api}/clients/${encodeURIComponent(id)}`;
  const client = useThing<ClientDetailsView>(path);
  const { revision } = useThing<TenantView>(api);
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={pathOf('/clients')}>
          {texts.clients.title}
        </Anchor>
        <Text>{client.name}</Text>
      </Breadcrumbs>
      <PageTitle title={client.name} says={texts.clients.stateHints[client.state]}>
        <StateBadge tone={clientTones[client.state]}>{texts.clients.states[client.state]}</StateBadge>
      </PageTitle>
      <Stack>
        <Section title={texts.client.section}>
          <ClientFacts client={client} revision={revision} />
        </Section>
        <Evidence client={client} />
        <Failures client={client} />
        <Actions client={client} path={path} />
        {client.kind === 'native' && <Diagnostics client={client} path={path} />}
        <ClientGroup key={client.group} client={client} path={path} />
        <Leave client={client} path={path} />
      </Stack>
    </>
  );
}
