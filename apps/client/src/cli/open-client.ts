import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Client, type ClientPorts, NodeTransport, type StateStore } from '@causeway/client-core';
import { collectInventory } from '../inventory/collect-inventory.ts';
import { version } from '../version.ts';
import type { Surroundings } from './surroundings.ts';

const NONCE_BYTES = 16;

/** The client of a state folder over the real network, disk and clock. */
export function openClient(store: StateStore, { now }: Pick<Surroundings, 'now'>): Client {
  const ports: ClientPorts = {
    store,
    now,
    version,
    transport: new NodeTransport(),
    random: Math.random,
    nonce: () => randomBytes(NONCE_BYTES).toString('base64url'),
    makeKey: () => generateKeyPairSync('ed25519').privateKey,
    collectInventory: () => collectInventory(now()),
  };
  return new Client(ports);
}
