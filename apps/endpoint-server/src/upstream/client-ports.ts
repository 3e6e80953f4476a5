import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ClientPorts, NodeTransport, type StateStore } from '@causeway/client-core';
import { version } from '../version.ts';

const NONCE_BYTES = 16;

/** What the client core needs of the real network, disk and clock. It has no inventory: that is its machine's agent's. */
export function clientPortsOf(store: StateStore, now: () => number): ClientPorts {
  return {
    ...{ store, now, version },
    transport: new NodeTransport(),
    random: Math.random,
    nonce: () => randomBytes(NONCE_BYTES).toString('base64url'),
    makeKey: () => generateKeyPairSync('ed25519').privateKey,
  };
}
