import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { machine, release, totalmem, type, uptime } from 'node:os';
import {
  Client,
  type ClientPorts,
  NodeTransport,
  type SentInventoryStore,
  type StateStore,
} from '@causeway/client-core';
import { collectHere } from '../inventory/collect-here.ts';
import { version } from '../version.ts';
import type { Surroundings } from './surroundings.ts';

const NONCE_BYTES = 16;

/** The client of a state folder over the real network, disk and clock. */
export function openClient(
  store: StateStore,
  { now }: Pick<Surroundings, 'now'>,
  sentInventory?: SentInventoryStore,
): Client {
  const ports: ClientPorts = {
    ...{ store, now, version, describePlatform },
    ...(sentInventory !== undefined && { sentInventory }),
    transport: new NodeTransport(),
    random: Math.random,
    nonce: () => randomBytes(NONCE_BYTES).toString('base64url'),
    makeKey: () => generateKeyPairSync('ed25519').privateKey,
    collectInventory: collectHere,
  };
  return new Client(ports);
}

function describePlatform(): Readonly<Record<string, string | number>> {
  return {
    ...{ system: type(), release: release(), machine: machine(), node: process.version },
    ...{ memoryBytes: totalmem(), uptimeSeconds: Math.round(uptime()), pid: process.pid },
    residentBytes: process.memoryUsage.rss(),
  };
}
