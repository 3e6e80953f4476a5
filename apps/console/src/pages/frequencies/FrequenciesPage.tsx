import type { CountedGroup, TenantView } from '@causeway/contract/admin';
import { List, Stack, Text } from '@mantine/core';
import { useThing } from '../../api/use-api.ts';
import { formatNumber } from '../../app/format.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { perHour } from './frequency-fields.ts';
import { Groups } from './Groups.tsx';
import { TenantFrequencies } from './TenantFrequencies.tsx';

const says = texts.frequencies;

/** How often the clients of a tenant, and of each of its groups, come by. */
export default function FrequenciesPage() {
  const api = useTenantApi();
  const tenant = useThing<TenantView>(api);
  const groups = useThing<CountedGroup[]>(`${api}/groups`);
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <TenantFrequencies tenant={tenant} />
        <Saving tenant={tenant} />
        <Groups groups={groups} tenant={tenant} />
      </Stack>
    </>
  );
}

const HOURS_A_DAY = 24;
const sayCount = (count: number) => formatNumber(Math.round(count));

function Saving({ tenant }: { readonly tenant: TenantView }) {
  const { clients, pollingIntervalSeconds, inventoryIntervalSeconds } = tenant;
  const polls = perHour(clients, pollingIntervalSeconds);
  const inventories = HOURS_A_DAY * perHour(clients, inventoryIntervalSeconds);
  return (
    <Section title={says.saving.title}>
      <List size="sm" spacing={4} maw="44rem">
        {says.saving.points.map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
      <Text size="sm">{says.saving.load(sayCount(polls), sayCount(inventories))}</Text>
    </Section>
  );
}
