import type { CrossingSummaryView } from '@causeway/contract/admin';
import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';
import { CrossingBar } from '../crossing/CrossingBar.tsx';

/** How far the fleet of a tenant has come, while a crossing is on. */
export function CrossingCell({ summary }: { readonly summary: CrossingSummaryView | undefined }) {
  if (summary === undefined) return '–';
  const { tenant, proven, blocking, sleeping, waived } = summary;
  const all = formatNumber(proven + blocking + sleeping + waived);
  return (
    <Stack gap={4} miw={140}>
      <CrossingBar counts={summary} />
      <Anchor component={Link} to={`/tenants/${tenant}/crossing`} size="sm">
        {texts.crossing.share(formatNumber(proven), all)}
      </Anchor>
    </Stack>
  );
}
