import { formatAddress } from '@causeway/contract';
import type { SpoolReport } from '@causeway/contract/upstream-messages';
import type { SpoolStatus } from '@causeway/endpoint';
import type { EndpointStatus, ServedAddress } from './control/control-messages.ts';
import { siteOf } from './local/site-of.ts';
import type { SelfProofResult } from './serving/self-proof.ts';
import type { ServedListener } from './serving/served-listener.ts';
import type { Serving } from './serving/serving.ts';
import { nameOf } from './serving/target.ts';
import type { ServingState } from './state/serving-state.ts';
import type { Settings } from './state/settings.ts';
import type { ForwardingWatch } from './upstream/forwarding-watch.ts';
import type { Platform } from './upstream/platform.ts';
import type { PlatformWatch } from './upstream/platform-watch.ts';
import { version } from './version.ts';

export interface SpoolFacts {
  readonly spool: SpoolStatus;
  readonly forwarding: Pick<ForwardingWatch, 'forwardedAt' | 'trouble'>;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: number;
}

export interface StatusFacts extends SpoolFacts {
  readonly settings: Settings;
  readonly state: ServingState;
  readonly serving: Pick<Serving, 'target' | 'listeners' | 'trouble'>;
  readonly proofs: readonly SelfProofResult[];
  readonly platform: Pick<Platform, 'id' | 'name' | 'tenantId' | 'address'>;
  readonly watch: Pick<PlatformWatch, 'isReached' | 'since' | 'trouble'>;
  readonly revision: number;
}

/** Everything that an admin may want to know. */
export function statusOf(facts: StatusFacts): EndpointStatus {
  const { settings, state, serving, platform, watch, revision } = facts;
  return {
    ...{ version, id: platform.id, name: state.name || platform.name, state: state.standing, revision },
    tenant: { id: platform.tenantId, name: state.tenantName },
    site: siteOf(serving.target, settings.proposed),
    serving: {
      what: nameOf(serving.target),
      addresses: serving.listeners.map((listener) => toServedAddress(listener, facts.proofs)),
    },
    offered: state.newest?.number ?? 0,
    applied: state.applied?.number ?? 0,
    trouble: serving.trouble && { code: serving.trouble.code, seen: serving.trouble.seen },
    local: localOf(state),
    platform: {
      ...{ address: platform.address ?? null, isReached: watch.isReached },
      ...{ since: iso(watch.since), trouble: watch.trouble },
    },
    spool: spoolOf(facts),
  };
}

function toServedAddress(listener: ServedListener, proofs: readonly SelfProofResult[]): ServedAddress {
  const address = formatAddress(listener);
  const proof = proofs.find((one) => one.address === address);
  return {
    ...{ address, serves: listener.serves, certificateSha256: listener.certificate?.sha256 ?? null },
    proof: proof === undefined ? null : { code: proof.code, seen: proof.seen },
  };
}

function localOf({ local }: ServingState): EndpointStatus['local'] {
  if (local === null) return null;
  return { number: local.number, outcome: local.outcome, appliedAt: iso(local.appliedAt) };
}

function spoolOf({ spool, forwarding, now }: SpoolFacts): EndpointStatus['spool'] {
  const { entries, bytes, maxBytes, oldestAt } = spool;
  const { forwardedAt, trouble } = forwarding;
  return {
    ...{ entries, bytes, maxBytes, trouble },
    oldestSecondsAgo: oldestAt === null ? null : secondsBetween(oldestAt, now),
    forwardedAt: forwardedAt === null ? null : iso(forwardedAt),
  };
}

/** The spool as the platform hears of it. */
export function spoolReportOf({ spool, forwarding, now }: SpoolFacts): SpoolReport {
  const { entries: backlog, bytes, maxBytes, oldestAt } = spool;
  const { forwardedAt } = forwarding;
  return {
    ...{ backlog, bytes, maxBytes },
    oldestSecondsAgo: oldestAt === null ? null : secondsBetween(oldestAt, now),
    forwardedSecondsAgo: forwardedAt === null ? null : secondsBetween(forwardedAt, now),
  };
}

/** Clocks are set back now and then. */
function secondsBetween(from: number, to: number): number {
  return Math.max(0, (to - from) / 1000);
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
