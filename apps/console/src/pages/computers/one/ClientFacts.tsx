import type { ClientDetailsView } from '@causeway/contract/admin';
import { Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../../app/tenant.ts';
import { Facts } from '../../../parts/Facts.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.computer;

/** Who reports the computer: its last contact, and the address that it uses. */
export function ClientFacts({ clientId }: { readonly clientId: string }) {
  const { data: client, error } = useMaybe<ClientDetailsView>(`${useTenantApi()}/clients/${clientId}`);
  const toPath = useTenantPath();
  return (
    <Section title={says.sections.client}>
      {error !== null && <RefusalAlert refusal={error.refusal} />}
      {client === undefined && error === null && <Text size="sm">{texts.shell.loading}</Text>}
      {client !== undefined && (
        <Facts
          facts={[
            [
              says.sections.client,
              <Anchor key="client" component={Link} to={toPath(`/clients/${client.id}`)} size="sm">
                {client.name}
              </Anchor>,
            ],
            [says.facts.lastSeen, <When key="seen" at={client.lastSeenAt} />],
            [says.facts.lastAddress, client.lastAddress],
            [says.facts.proven, <Evidence key="proven" evidence={client.evidence} />],
            [says.facts.fetched, client.fetchedRevision],
            [says.facts.applied, client.appliedRevision],
            [says.facts.version, client.version],
          ]}
        />
      )}
    </Section>
  );
}

/** The addresses that it has proven it can use, each with when it last did. */
function Evidence({ evidence }: Pick<ClientDetailsView, 'evidence'>) {
  if (evidence.length === 0) return says.facts.noneProven;
  return (
    <List listStyleType="none" size="sm">
      {evidence.map(({ address, trust, at }) => (
        <List.Item key={`${address} ${trust}`}>
          {address}{' '}
          <Text span size="sm" c="dimmed">
            <When at={at} />
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
