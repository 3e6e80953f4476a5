import { type ClientState, type Road, readConfig, roadsTo, serversOf, wayOf } from '@causeway/client-core';
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
    endpointServers: config === undefined ? [] : describeServers(config, state),
    rehearsals: state.rehearsals.map(({ address, trust, provenAt, failure }) => ({
      ...{ address, trust, provenAt: iso(provenAt) },
      failure: failure && { code: failure.code, at: iso(failure.at), message: failure.message },
    })),
    clockOffsetSeconds: state.clockOffsetSeconds,
    group: state.group,
    inventoryAt: iso(state.inventoryAt),
    nextInventoryAt: iso(state.nextInventoryAt),
    lastInventory: state.lastInventory,
    collectorsFailed: state.collectors.flatMap(({ name, failed }) =>
      failed === undefined ? [] : [{ name, reason: failed }],
    ),
    actions: state.actions.map(({ at, isTold, ...action }) => ({ ...action, at: iso(at), isTold })),
    retiredAt: iso(state.retiredAt),
    inventoryTrouble: state.inventoryTrouble && {
      code: state.inventoryTrouble.code,
      at: iso(state.inventoryTrouble.at),
      message: state.inventoryTrouble.message,
    },
    polledAt: iso(state.polledAt),
    nextPollAt: iso(state.nextPollAt),
  };
}

type ConfigFile = NonNullable<ReturnType<typeof readConfig>>;

/** In the order in which they are tried. */
function describeServers(config: ConfigFile, state: ClientState) {
  return serversOf(config, state).map((server) => ({
    id: server.id,
    name: server.name,
    isOwn: server.id === state.ownServer,
    addresses: roadsTo(server, config, state).map((road) => describeRoad(road, state)),
  }));
}

function describeRoad({ address, use }: Road, state: ClientState) {
  const { provenAt, failure } = wayOf(state, address);
  return {
    address,
    use,
    provenAt: iso(provenAt),
    failure: failure && {
      code: failure.code,
      at: iso(failure.at),
      message: failure.message,
      certificateSha256: failure.certificateSha256,
    },
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
    ...shown.endpointServers.flatMap(({ name, isOwn, addresses }) => [
      `server     ${name}${isOwn ? ' (own)' : ''}`,
      ...addresses.map(({ address, use, provenAt, failure }) => {
        const only = use === 'config' ? ', for config.ini only' : '';
        return `  address  ${address}${only}: proven ${provenAt ?? 'never'}${formatTrouble(failure)}`;
      }),
    ]),
    ...shown.rehearsals.map(({ address, provenAt, failure }) => {
      const trouble = failure === null ? '' : `; ${failure.code} ${failure.at}: ${failure.message}`;
      return `rehearsal  ${address}: accepted ${provenAt ?? 'never'}${trouble}`;
    }),
    ...(shown.clockOffsetSeconds === 0 ? [] : [`clock      ${shown.clockOffsetSeconds} s off the server's`]),
    ...(shown.group === null ? [] : [`group      ${shown.group}`]),
    `inventory  ${formatTime(state.inventoryAt)}${formatSummary(state)}${formatTrouble(shown.inventoryTrouble)}`,
    ...shown.collectorsFailed.map(({ name, reason }) => `  failed   ${name}: ${reason}`),
    ...shown.actions.slice(-MOST_ACTIONS_SHOWN).map((action) => `action     ${formatAction(action)}`),
    state.retiredAt === null
      ? `polled     ${formatTime(state.polledAt)}, next ${formatTime(state.nextPollAt)}`
      : `retired    ${formatTime(state.retiredAt)}: polls no more`,
  ].join('\n');
}

/** The newest; all of them with --json. */
const MOST_ACTIONS_SHOWN = 5;

function formatSummary({ lastInventory }: ClientState): string {
  if (lastInventory === null) return '';
  const { kind, changes } = lastInventory;
  return kind === 'full' ? `, all of it (${changes} rows)` : `, what changed (${changes})`;
}

function formatAction({
  kind,
  outcome,
  message,
  at,
  isTold,
}: ReturnType<typeof describeState>['actions'][number]): string {
  const why = message === null ? '' : `: ${message}`;
  return `${kind} ${outcome} ${at}${isTold ? '' : ', not told yet'}${why}`;
}

interface Trouble {
  readonly code: string;
  readonly at: string | null;
  readonly message: string;
  readonly certificateSha256?: string | undefined;
}

function formatTrouble(trouble: Trouble | null): string {
  if (trouble === null) return '';
  const { code, at, message, certificateSha256 } = trouble;
  const certificate = certificateSha256 === undefined ? '' : ` (certificate ${certificateSha256})`;
  return `; ${code} ${at}: ${message}${certificate}`;
}

function iso(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}
