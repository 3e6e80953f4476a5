import type { Offer, SyncAnswer } from '@causeway/contract/upstream-messages';
import type { LocalCertificate, LocalServing, ServingState } from './serving-state.ts';

/** What an answer of the platform makes of the state; what is served follows from it. */
export function withAnswer(state: ServingState, answer: SyncAnswer): ServingState {
  const { state: standing, tenantName, name, standingsAt, offer, foreignAgents = null } = answer;
  const isNews = offer !== undefined && offer.number > (state.newest?.number ?? 0);
  const newest = isNews ? offer : state.newest;
  const told = { ...state, standing, tenantName, name, standingsAt, foreignAgents, newest };
  return withOutcome(told, answer.local);
}

function withOutcome(state: ServingState, told: SyncAnswer['local']): ServingState {
  const { local } = state;
  if (local === null || told === undefined || told.number !== local.number) return state;
  switch (told.outcome) {
    case 'seen':
      return { ...state, local: { ...local, outcome: 'seen' }, before: null };
    // It stays until the offer that is made of it has come.
    case 'adopted':
      return { ...state, local: { ...local, outcome: 'adopted' }, before: null };
    case 'overruled':
      return prune({ ...state, local: null, before: null });
    // Whoever tries it out takes it back.
    case 'not-seen':
      return state;
  }
}

export interface NewLocal extends Pick<LocalServing, 'site' | 'certificate' | 'appliedAt'> {}

/** A local change that is about to be served, and not seen by anybody yet. */
export function withLocal(state: ServingState, { site, certificate, appliedAt }: NewLocal): ServingState {
  const number = state.lastLocal + 1;
  const offer = state.newest?.number ?? 0;
  return prune({
    ...state,
    local: { ...{ number, site, certificate, appliedAt, offer }, outcome: 'waiting' },
    before: state.local,
    lastLocal: number,
    ownCertificates:
      certificate === null
        ? state.ownCertificates
        : { ...state.ownCertificates, [certificate.sha256]: certificate },
  });
}

/** What nobody came through is taken back. */
export function withoutWaiting(state: ServingState): ServingState {
  if (state.local?.outcome !== 'waiting') return state;
  return prune({ ...state, local: state.before, before: null });
}

/** An offer that is served from now on; a local change of before it is history. */
export function withApplied(state: ServingState, offer: Offer): ServingState {
  if (state.applied?.number === offer.number && state.local === null) return state;
  return prune({ ...state, applied: offer, local: null, before: null });
}

/** Certificates of its own that neither a change nor an offer uses any more are forgotten, with their keys. */
function prune(state: ServingState): ServingState {
  const { local, before, newest, applied, ownCertificates } = state;
  const used = new Set([
    ...[local, before].map((change) => change?.certificate?.sha256),
    ...[newest, applied].flatMap((offer) => offer?.certificates.map(({ sha256 }) => sha256)),
  ]);
  const kept = Object.values(ownCertificates).filter(({ sha256 }) => used.has(sha256));
  return { ...state, ownCertificates: indexOf(kept) };
}

function indexOf(certificates: readonly LocalCertificate[]): Record<string, LocalCertificate> {
  return Object.fromEntries(certificates.map((certificate) => [certificate.sha256, certificate]));
}
