import type { ConfigFile, ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { type ClientState, readConfig, wayOf } from './client-state.ts';
import type { RehearsalRoad } from './rehearsed.ts';
import { isHttps, isSameRoad, type Road } from './road.ts';

/** The roads of a file in the order in which they are tried: its own server first, HTTPS before HTTP within each. */
export function roadsOf(config: ConfigFile, state: ClientState): Road[] {
  return ownFirst(config, state).flatMap((server) => {
    const trust = { anchorsPem: anchorsOf(server, config), systemStore: config.trustSystemStore };
    const isDowngrade = hasProvenHttps(server, state);
    return httpsFirst(server.addresses).map((address) => ({
      ...{ address, server: server.id, ...trust },
      use: isDowngrade && !isHttps(address) ? ('config' as const) : ('everything' as const),
    }));
  });
}

/** Every road that was ever known, for finding config.ini when all else fails: the file in use first. */
export function allRoads(state: ClientState): Road[] {
  const configs = [state.current, state.candidate, state.lastGood]
    .map(readConfig)
    .filter((config) => config !== undefined);
  const enrolled: Road = { ...enrolledRoad(state), use: 'config' };
  const roads = [...configs.flatMap((config) => roadsOf(config, state)), ...rememberedRoads(state), enrolled];
  return roads.filter((road, index) => roads.findIndex((one) => isSameRoad(one, road)) === index);
}

/** Where a file asks for rehearsals, with the coming anchors alone. */
export function rehearsalRoads(config: ConfigFile): RehearsalRoad[] {
  return config.endpointServers.flatMap(({ id, rehearsal }) => {
    if (rehearsal === undefined) return [];
    const anchors = config.anchors.filter(({ name }) => rehearsal.trust.includes(name));
    const road = {
      ...({ server: id, use: 'everything', systemStore: false } as const),
      anchorsPem: anchors.map(({ certificate }) => toPem(certificate)),
      rehearsedTrust: anchors[0]?.sha256 ?? '',
    };
    return rehearsal.addresses.map((address) => ({ ...road, address }));
  });
}

/** Where a client polls: by the file in use, or as it enrolled while it has none. */
export function pollingRoads(state: ClientState): Road[] {
  const config = readConfig(state.current);
  if (config === undefined) return [enrolledRoad(state)];
  return roadsOf(config, state).filter(({ use }) => use === 'everything');
}

/** DESIGN rule 10: whoever holds a proven HTTPS address sends no inventory over HTTP, to whatever endpoint server. */
export function mayCarryInventory({ address }: Road, config: ConfigFile, state: ClientState): boolean {
  return isHttps(address) || !config.endpointServers.some((server) => hasProvenHttps(server, state));
}

/** The endpoint server that a client enrolled at, where this file names it. */
export function serverEnrolledAt(
  { endpointServers }: ConfigFile,
  { enrolledAt }: ClientState,
): string | undefined {
  return endpointServers.find(({ addresses }) => addresses.includes(enrolledAt))?.id;
}

/** Wherever it ever came through, by the trust of that day: the law counts on a sleeper to look there. */
function rememberedRoads({ ways }: ClientState): Road[] {
  return Object.entries(ways)
    .filter(([, { provenAt }]) => provenAt !== null)
    .map(([address, { anchorsPem, systemStore }]) => ({
      // Every way in the state belongs to an address that was dialed.
      address: address as Address,
      server: null,
      use: 'config',
      anchorsPem,
      systemStore,
    }));
}

/** The way it enrolled by, with the trust that was given for it. */
export function enrolledRoad({ enrolledAt, anchorPem }: ClientState): Road {
  const anchorsPem = anchorPem === '' ? [] : [anchorPem];
  return { address: enrolledAt, server: null, use: 'everything', systemStore: true, anchorsPem };
}

function ownFirst({ endpointServers }: ConfigFile, { ownServer }: ClientState): ConfiguredServer[] {
  const own = endpointServers.filter(({ id }) => id === ownServer);
  return [...own, ...endpointServers.filter(({ id }) => id !== ownServer)];
}

/**
 * By the server's id, because a proof outlives the address that it was made at: a new name or port that is blocked must
 * not throw a client back to HTTP. A file that names no HTTPS at all for a server takes it back, signed.
 */
function hasProvenHttps({ id, addresses }: ConfiguredServer, state: ClientState): boolean {
  const offered = addresses.filter(isHttps);
  if (offered.length === 0) return false;
  return (
    state.httpsServers.includes(id) || offered.some((address) => wayOf(state, address).provenAt !== null)
  );
}

function anchorsOf({ trust }: ConfiguredServer, { anchors }: ConfigFile): string[] {
  return anchors.filter(({ name }) => trust.includes(name)).map(({ certificate }) => toPem(certificate));
}

function httpsFirst(addresses: readonly Address[]): Address[] {
  return [...addresses.filter(isHttps), ...addresses.filter((address) => !isHttps(address))];
}

function toPem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
