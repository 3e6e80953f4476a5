import type { EndpointServerView } from '@causeway/contract/admin';
import { Progress, Text } from '@mantine/core';
import { formatDuration, formatNumber } from '../../app/format.ts';
import { formatBytes } from '../../app/format-bytes.ts';
import { Facts } from '../../parts/Facts.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.endpointServers.one.spool;

/** From here on an admin has to act before clients are asked to come back later. */
const NEARLY_FULL_PERCENT = 90;

/** What clients sent to an endpoint server and its platform has not taken yet. */
export function Spool({ server: { spool } }: { readonly server: EndpointServerView }) {
  if (spool === null)
    return (
      <Section title={says.title} says={says.says}>
        <Text size="sm">{says.unknown}</Text>
      </Section>
    );
  const { backlog, bytes, maxBytes, oldestSeconds, forwardedAt } = spool;
  const percent = Math.round((bytes / maxBytes) * 100);
  const isNearlyFull = percent >= NEARLY_FULL_PERCENT;
  return (
    <Section title={says.title} says={says.says}>
      <Facts
        facts={[
          [says.waiting, says.entries(formatNumber(backlog))],
          [says.size, says.of(formatBytes(bytes), formatBytes(maxBytes), percent)],
          [says.oldest, oldestSeconds === null ? null : formatDuration(oldestSeconds * 1000)],
          [says.forwarded, <When key="forwarded" at={forwardedAt} />],
        ]}
      />
      <Progress value={percent} aria-label={says.size} color={isNearlyFull ? 'red.9' : 'tide.7'} />
      {isNearlyFull && <Text size="sm">{says.full}</Text>}
    </Section>
  );
}
