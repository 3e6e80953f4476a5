import type { ConfigFile, ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { type ClientState, readConfig, wayOf } from './client-state.ts';

/** An address with what a client may do there and what it trusts there. */
export interface Road {
  readonly address: Address;
  /** `config`: nothing but the signed config.ini, because HTTPS was proven at this endpoint server (DESIGN rule 6). */
  readonly use: 'everything' | 'config';
  readonly anchorsPem: readonly string[];
  readonly systemStore: boolean;
}

/** The roads of a file in the order in which they are tried: server by server, HTTPS before HTTP within each. */
export function roadsOf(config: ConfigFile, state: ClientState): Road[] {
  return config.endpointServers.flatMap((server) => {
    const anchorsPem = anchorsOf(server, config);
    const isDowngrade = hasProvenHttps(server, state);
    return httpsFirst(server.addresses).map((address) => ({
      ...{ address, anchorsPem, systemStore: config.trustSystemStore },
      use: isDowngrade && !isHttps(address) ? ('config' as const) : ('everything' as const),
    }));
  });
}

/** Every road that was ever known, for finding config.ini when all else fails: the file in use first. */
export function allRoads(state: ClientState): Road[] {
  const configs = [state.current, state.candidate, state.lastGood]
    .map(readConfig)
    .filter((config) => config !== undefined);
  const enrolled: Road = {
    address: state.enrolledAt,
    use: 'config',
    systemStore: true,
    anchorsPem: enrollmentAnchors(state),
  };
  const roads = [...configs.flatMap((config) => roadsOf(config, state)), ...rememberedRoads(state), enrolled];
  return roads.filter((road, index) => roads.findIndex(({ address }) => address === road.address) === index);
}

/** Wherever it ever came through, by the trust of that day: the law counts on a sleeper to look there. */
function rememberedRoads({ ways }: ClientState): Road[] {
  return Object.entries(ways)
    .filter(([, { provenAt }]) => provenAt !== null)
    .map(([address, { anchorsPem, systemStore }]) => ({
      // Every way in the state belongs to an address that was dialed.
      address: address as Address,
      use: 'config',
      anchorsPem,
      systemStore,
    }));
}

/** Where a client polls: by the file in use, or as it enrolled while it has none. */
export function pollingRoads(state: ClientState): Road[] {
  const config = readConfig(state.current);
  if (config !== undefined) return roadsOf(config, state).filter(({ use }) => use === 'everything');
  return [
    { address: state.enrolledAt, use: 'everything', systemStore: true, anchorsPem: enrollmentAnchors(state) },
  ];
}

/** By the road's own server, whichever file names it. */
function hasProvenHttps({ addresses }: ConfiguredServer, state: ClientState): boolean {
  return addresses.some((address) => isHttps(address) && wayOf(state, address).provenAt !== null);
}

function anchorsOf({ trust }: ConfiguredServer, { anchors }: ConfigFile): string[] {
  return anchors.filter(({ name }) => trust.includes(name)).map(({ certificate }) => toPem(certificate));
}

function enrollmentAnchors({ anchorPem }: ClientState): string[] {
  return anchorPem === '' ? [] : [anchorPem];
}

function httpsFirst(addresses: readonly Address[]): Address[] {
  return [...addresses.filter(isHttps), ...addresses.filter((address) => !isHttps(address))];
}

export function isHttps(address: Address): boolean {
  return address.startsWith('https:');
}

function toPem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
