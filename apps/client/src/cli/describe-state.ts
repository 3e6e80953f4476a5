import { type ClientState, readConfig, wayOf } from '../core/client-state.ts';
import { roadsOf } from '../core/roads.ts';
import { formatTime } from './print.ts';

/** What `status` shows, as data. Times are ISO 8601. */
export function describeState(state: ClientState) {
  const config = readConfig(state.current);
  const candidate = readConfig(state.candidate);
  return {
    name: state.name,
    clientId: state.clientId,
    tenant: state.tenant,
    enrolledAt: state.enrolledAt,
    revision: config?.revision ?? 0,
    candidateRevision: candidate?.revision ?? null,
    addresses: (config === undefined ? [] : roadsOf(config, state)).map(({ address, use }) => {
      const { provenAt, failure } = wayOf(state, address);
      return {
        address,
        use,
        provenAt: iso(provenAt),
        failure: failure && { code: failure.code, at: iso(failure.at), message: failure.message },
      };
    }),
    clockOffsetSeconds: state.clockOffsetSeconds,
    inventoryAt: iso(state.inventoryAt),
    polledAt: iso(state.polledAt),
    nextPollAt: iso(state.nextPollAt),
  };
}

export function formatStatus(state: ClientState): string {
  const shown = describeState(state);
  const candidate =
    shown.candidateRevision === null ? '' : `, revision ${shown.candidateRevision} not proven yet`;
  return [
    `client     ${shown.name} (${shown.clientId})`,
    `tenant     ${shown.tenant}`,
    `revision   ${shown.revision}${candidate}`,
    ...shown.addresses.map(({ address, use, provenAt, failure }) => {
      const only = use === 'config' ? ', for config.ini only' : '';
      const trouble = failure === null ? '' : `; ${failure.code} ${failure.at}: ${failure.message}`;
      return `address    ${address}${only}: proven ${provenAt ?? 'never'}${trouble}`;
    }),
    ...(shown.clockOffsetSeconds === 0 ? [] : [`clock      ${shown.clockOffsetSeconds} s off the server's`]),
    `inventory  ${formatTime(state.inventoryAt)}`,
    `polled     ${formatTime(state.polledAt)}, next ${formatTime(state.nextPollAt)}`,
  ].join('\n');
}

function iso(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}
