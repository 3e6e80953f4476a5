import type { CrossingView } from '@causeway/contract/admin';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../app/session.ts';
import * as texts from '../../texts/index.ts';
import { CrossingBar } from '../crossing/CrossingBar.tsx';
import { useMaybeCrossing } from '../crossing/use-crossing.ts';
import { sayCounts } from './say-counts.ts';

const says = texts.changes;

/** How far the fleets have come that a change waits for. */
export function CrossingsUnderWay({ tenants }: { readonly tenants: readonly string[] }) {
  return (
    <Stack gap="xs" maw={480}>
      {tenants.map((tenant) => (
        <CrossingUnderWay key={tenant} tenant={tenant} />
      ))}
    </Stack>
  );
}

function Figures({ counts }: Pick<CrossingView, 'counts'>) {
  return (
    <>
      <CrossingBar counts={counts} />
      <Text size="sm" c="dimmed" className="code">
        {sayCounts(counts)}
      </Text>
    </>
  );
}

function CrossingUnderWay({ tenant }: { readonly tenant: string }) {
  const { site } = useSession();
  const ofTenant = `/tenants/${encodeURIComponent(tenant)}`;
  const { data } = useMaybeCrossing(ofTenant);
  return (
    <Stack gap={4}>
      {data !== undefined && <Figures counts={data.counts} />}
      <Anchor component={Link} to={site.kind === 'platform' ? '/crossing' : `${ofTenant}/crossing`} size="sm">
        {says.watchCrossing(tenant)}
      </Anchor>
    </Stack>
  );
}
