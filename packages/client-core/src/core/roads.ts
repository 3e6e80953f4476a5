import type { ConfigFile, ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { type ClientState, readConfig, wayOf } from './client-state.ts';
import type { RehearsalRoad } from './rehearsed.ts';
import { isHttps, isSameRoad, type Road } from './road.ts';

/**
 * The endpoint servers of a file that a client uses: its own first, then the others in the order of the file. Before it
 * has one of its own, the first of the file stands in for it.
 */
export function serversOf({ endpointServers }: ConfigFile, state: ClientState): ConfiguredServer[] {
  const { ownServer, onlyServer } = state;
  const used = endpointServers.filter(({ id }) => onlyServer === null || id === onlyServer);
  return [...used.filter(({ id }) => id === ownServer), ...used.filter(({ id }) => id !== ownServer)];
}

/** The roads of a file in the order in which they are tried: its own server first, HTTPS before HTTP within each. */
export function roadsOf(config: ConfigFile, state: ClientState): Road[] {
  return serversOf(config, state).flatMap((server) => roadsTo(server, config, state));
}

/** The roads to one endpoint server of a file, HTTPS before HTTP. */
export function roadsTo(server: ConfiguredServer, config: ConfigFile, state: ClientState): Road[] {
  const trust = { anchorsPem: anchorsOf(server, config), systemStore: config.trustSystemStore };
  const isDowngrade = hasProvenHttps(server, state);
  return httpsFirst(server.addresses).map((address) => ({
    ...{ address, server: server.id, ...trust },
    use: isDowngrade && !isHttps(address) ? ('config' as const) : ('everything' as const),
  }));
}

/** Whether it comes through to this endpoint server on a road that can carry everything, as far as it knows. */
export function hasComeThrough(server: ConfiguredServer, config: ConfigFile, state: ClientState): boolean {
  return roadsTo(server, config, state).some((road) => road.use === 'everything' && isOpen(road, state));
}

/** Whether it came through here the last time that it tried. */
export function isOpen({ address }: Road, state: ClientState): boolean {
  const { provenAt, failure } = wayOf(state, address);
  return provenAt !== null && failure === null;
}

/** The road that a round ends at: the first that can carry everything and last came through; undefined for none. */
export function bestRoad(state: ClientState): Road | undefined {
  return pollingRoads(state).find((road) => isOpen(road, state));
}

/** Every road that was ever known, for finding config.ini when all else fails: the file in use first. */
export function allRoads(state: ClientState): Road[] {
  const configs = [state.current, state.candidate, state.lastGood]
    .map(readConfig)
    .filter((config) => config !== undefined);
  const enrolled: Road = { ...enrolledRoad(state), use: 'config' };
  const unnamed = [...rememberedRoads(state), enrolled].filter((road) => !isOfOther(road, configs, state));
  const roads = [...configs.flatMap((config) => roadsOf(config, state)), ...unnamed];
  return roads.filter((road, index) => roads.findIndex((one) => isSameRoad(one, road)) === index);
}

/** Whether a file names this address for an endpoint server that this client is not to use. */
function isOfOther({ address }: Road, configs: readonly ConfigFile[], { onlyServer }: ClientState): boolean {
  if (onlyServer === null) return false;
  return configs.some(({ endpointServers }) =>
    endpointServers.some(({ id, addresses }) => id !== onlyServer && addresses.includes(address)),
  );
}

/** Where a file asks a client for rehearsals, with the coming anchors alone: at its own server first. */
export function rehearsalRoads(config: ConfigFile, state: ClientState): RehearsalRoad[] {
  return serversOf(config, state).flatMap(({ id, rehearsal }) => {
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

/** Wherever it ever came through or rehearsed, by the trust of that day: the law counts on a sleeper to look there. */
function rememberedRoads({ ways }: ClientState): Road[] {
  return Object.entries(ways)
    .filter(([, { provenAt, anchorsPem }]) => provenAt !== null || anchorsPem.length > 0)
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
