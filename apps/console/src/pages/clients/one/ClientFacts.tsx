import type { ClientDetailsView } from '@causeway/contract/admin';
import { formatDuration } from '../../../app/format.ts';
import { type Fact, Facts } from '../../../parts/Facts.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client;

/** A clock that is nearer than this is right for everything that is checked by it. */
const CLOCK_TOLERANCE_S = 30;

interface ClientFactsProps {
  readonly client: ClientDetailsView;
  /** Of the tenant, now. */
  readonly revision: number;
}

export function ClientFacts({ client, revision }: ClientFactsProps) {
  const { kind, version, deviceId, lastSeenAt, lastAddress, group, enrolledAt, waiver, id } = client;
  const isForeign = kind === 'foreign';
  const facts: readonly Fact[] = [
    [says.facts.lastSeen, <When key="seen" at={lastSeenAt} />],
    [says.facts.address, lastAddress],
    [says.facts.revision, isForeign ? says.noRevision : revisionOf(client, revision)],
    [says.facts.group, group ?? says.noGroup],
    [says.facts.kind, isForeign ? texts.clients.kinds.foreign : texts.clients.kinds.native],
    [isForeign ? says.facts.agent : says.facts.version, version],
    [says.facts.deviceId, deviceId],
    [says.facts.clock, clockOf(client)],
    [says.facts.enrolled, <When key="enrolled" at={enrolledAt} />],
    [says.facts.waiver, waiver && says.waived(waiver.by, waiver.reason)],
    [says.facts.id, id],
  ];
  return <Facts facts={facts} />;
}

function revisionOf({ appliedRevision, fetchedRevision }: ClientDetailsView, revision: number): string {
  return says.revision(appliedRevision, fetchedRevision, revision);
}

function clockOf({ clockSkewSeconds }: ClientDetailsView): string | null {
  if (Math.abs(clockSkewSeconds) < CLOCK_TOLERANCE_S) return null;
  return says.clock(formatDuration(Math.abs(clockSkewSeconds) * 1000), clockSkewSeconds > 0);
}
