import type { ClientPage, EndpointServerView, TenantView } from '@causeway/contract/admin';
import { Alert, Anchor, Group, List, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { searchOf } from '../../app/search-of.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { DeleteByName } from '../../parts/DeleteByName.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.tenantTabs.danger;

/** The end of a tenant: what is lost, and why it is refused. */
export default function DangerTab() {
  const api = useTenantApi();
  const { name, clients } = useThing<TenantView>(api);
  const servers = useThing<EndpointServerView[]>(`${api}/endpoint-servers`);
  const { total: active = 0 } = useThing<ClientPage>(`${api}/clients?state=active&limit=1&count=true`);
  const navigate = useNavigate();
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Section title={says.delete}>
        <Text size="sm">{says.lost}</Text>
        <List size="sm" spacing={4}>
          {says.losses(clients, servers.length).map((loss) => (
            <List.Item key={loss}>{loss}</List.Item>
          ))}
        </List>
        <Text size="sm">{says.stays}</Text>
        {active > 0 && <Refused active={active} />}
        <Group>
          <DeleteByName
            button={says.button}
            because={mayNot ?? (active > 0 ? says.active(active) : undefined)}
            title={says.question(name)}
            text={says.questionText}
            name={name}
            action={says.action}
            path={`${api}?confirm=${encodeURIComponent(name)}`}
            onDone={() => void navigate({ to: '/tenants' })}
          />
        </Group>
      </Section>
    </>
  );
}

function Refused({ active }: { readonly active: number }) {
  const pathOf = useTenantPath();
  return (
    <Alert color="orange" variant="light" title={says.active(active)}>
      <Anchor
        component={Link}
        to={pathOf('/clients')}
        search={searchOf({ state: 'active' })}
        inherit
        c="inherit"
        underline="always"
      >
        {says.toActive}
      </Anchor>
    </Alert>
  );
}
