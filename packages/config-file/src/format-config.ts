import {
  type ConfigFile,
  type ConfiguredAnchor,
  type ConfiguredGroup,
  type ConfiguredServer,
  FORMAT,
  type PublicSigningKey,
} from './config.ts';
import { formatTime } from './read-values.ts';

/** All of a file but its signatures. Lines end in LF. */
export function formatConfig(config: ConfigFile): string {
  const sections = [
    formatMain(config),
    ...config.endpointServers.map(formatServer),
    ...config.anchors.map(formatAnchor),
    ...(config.groups ?? []).map(formatGroup),
    ...(config.nextKey === undefined ? [] : [formatNextKey(config.nextKey)]),
  ];
  return `; signed: edit it and clients will refuse it\n${sections.map((lines) => `${lines.join('\n')}\n\n`).join('')}`;
}

function formatMain(config: ConfigFile): string[] {
  return [
    '[Causeway]',
    `Format=${FORMAT}`,
    `Tenant=${config.tenant}`,
    `Revision=${config.revision}`,
    `Issued=${formatTime(config.issued)}`,
    `Expires=${formatTime(config.expires)}`,
    `PollingInterval=${config.pollingInterval}`,
    `InventoryInterval=${config.inventoryInterval}`,
    ...(config.proofInterval === undefined ? [] : [`ProofInterval=${config.proofInterval}`]),
    `TrustSystemStore=${config.trustSystemStore ? 'yes' : 'no'}`,
  ];
}

function formatServer(server: ConfiguredServer, index: number): string[] {
  const { id, name, hostname, addresses, trust, rehearsal } = server;
  return [
    `[EndpointServer.${index + 1}]`,
    `Id=${id}`,
    `Name=${name}`,
    `Hostname=${hostname}`,
    ...addresses.map((address, at) => `Address.${at + 1}=${address}`),
    ...(trust.length === 0 ? [] : [`Trust=${trust.join(',')}`]),
    ...(rehearsal?.addresses ?? []).map((address, at) => `Rehearsal.${at + 1}=${address}`),
    ...(rehearsal === undefined ? [] : [`RehearsalTrust=${rehearsal.trust.join(',')}`]),
  ];
}

function formatAnchor({ name, certificate, sha256 }: ConfiguredAnchor): string[] {
  return [`[Trust.${name}]`, `Certificate=${certificate}`, `Sha256=${sha256}`];
}

function formatGroup({ name, pollingInterval, inventoryInterval, proofInterval }: ConfiguredGroup): string[] {
  return [
    `[Group.${name}]`,
    ...(pollingInterval === undefined ? [] : [`PollingInterval=${pollingInterval}`]),
    ...(inventoryInterval === undefined ? [] : [`InventoryInterval=${inventoryInterval}`]),
    ...(proofInterval === undefined ? [] : [`ProofInterval=${proofInterval}`]),
  ];
}

function formatNextKey({ id, publicKey }: PublicSigningKey): string[] {
  return ['[NextKey]', `Id=${id}`, `PublicKey=${publicKey}`];
}
