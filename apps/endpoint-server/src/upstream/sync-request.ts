import { type SpoolReport, type SyncRequest, UPSTREAM_CONTRACT } from '@causeway/contract/upstream-messages';
import { publicPemOf } from '../local/public-pem.ts';
import type { SelfProof, SelfProofResult } from '../serving/self-proof.ts';
import type { ServingTrouble } from '../serving/serving.ts';
import { nameOf, type Target, targetsOf } from '../serving/target.ts';
import type { ServingState } from '../state/serving-state.ts';
import type { Settings } from '../state/settings.ts';
import type { Trouble } from '../trouble.ts';

export interface SyncFacts {
  readonly version: string;
  readonly settings: Settings;
  readonly state: ServingState;
  readonly target: Target;
  readonly trouble: ServingTrouble | null;
  readonly proofs: Pick<SelfProof, 'resultsOf'>;
  readonly spool: SpoolReport;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: number;
  readonly haste: 'urgent' | 'patient';
}

/** What the endpoint server says of itself. */
export function syncRequestOf(facts: SyncFacts): SyncRequest {
  const { version, settings, state, spool } = facts;
  const trouble = troubleOfNewest(facts);
  const proofs = proofsOfBest(facts);
  return {
    ...{ contract: UPSTREAM_CONTRACT, version, sealingKey: settings.sealing.publicKey },
    ...{ proposed: settings.proposed, offer: state.newest?.number ?? 0, applied: appliedOf(facts) },
    ...(trouble !== null && { trouble: { ...trouble } }),
    ...(proofs.length > 0 && { proofs: proofs.map((proof) => ({ ...proof })) }),
    local: localOf(facts),
    ...{ spool, standingsAt: state.standingsAt },
    ...(facts.haste === 'urgent' && { isUrgent: true }),
  };
}

/** Trouble with anything before it says nothing of it. */
function troubleOfNewest({ trouble, state: { newest } }: SyncFacts): Trouble | null {
  if (trouble === null || newest === null || trouble.of !== nameOf({ kind: 'offer', offer: newest }))
    return null;
  return { code: trouble.code, seen: trouble.seen };
}

/** What was proven before something else came to be served proves nothing of that. */
function proofsOfBest({ proofs, state }: SyncFacts): readonly SelfProofResult[] {
  const [best] = targetsOf(state);
  return best === undefined ? [] : proofs.resultsOf(best);
}

/** Under a local change it is the offer that would be served without it. */
function appliedOf({ target, state }: SyncFacts): number {
  switch (target.kind) {
    case 'nothing':
      return 0;
    case 'offer':
      return target.offer.number;
    case 'local':
      return state.applied?.number ?? 0;
  }
}

function localOf({ target, state: { local }, now }: SyncFacts): SyncRequest['local'] {
  if (target.kind !== 'local' || local?.number !== target.local.number) return null;
  const { number, site, certificate, appliedAt } = local;
  const secondsAgo = Math.max(0, (now - appliedAt) / 1000);
  return { number, site, chainPem: certificate && publicPemOf(certificate), secondsAgo };
}
