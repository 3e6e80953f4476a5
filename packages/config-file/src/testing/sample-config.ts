import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createTestCa } from '@causeway/testkit';
import type { ConfigFile, ConfiguredAnchor, PublicSigningKey } from '../config.ts';
import { keyIdOf } from '../key-id.ts';
import type { SigningPair } from '../sign-config.ts';

export interface TestSigner extends SigningPair {
  readonly public: PublicSigningKey;
  readonly privateKey: KeyObject;
}

/** A signing key that lives in this process alone. */
export function makeSigner(): TestSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const id = keyIdOf(raw);
  return { id, privateKey, public: { id, publicKey: raw.toString('base64') } };
}

export function makeAnchor(name: string): ConfiguredAnchor {
  const { certificatePem, sha256 } = createTestCa({ name });
  return { name, sha256, certificate: certificatePem.replace(/-----[A-Z ]+-----|\s/g, '') };
}

export const sampleTenant = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a';
export const sampleIssued = Date.parse('2026-11-23T10:00:00Z');

/** A tenant in its interim: HTTPS beside HTTP. */
export function makeConfig(anchor: ConfiguredAnchor, changes: Partial<ConfigFile> = {}): ConfigFile {
  return {
    tenant: sampleTenant,
    revision: 42,
    issued: sampleIssued,
    expires: sampleIssued + 30 * 86_400_000,
    pollingInterval: 600,
    inventoryInterval: 86_400,
    trustSystemStore: false,
    endpointServers: [
      {
        id: sampleTenant,
        name: 'default',
        hostname: 'inventory.acme.example',
        addresses: ['https://inventory.acme.example:443', 'http://inventory.acme.example:80'],
        trust: [anchor.name],
      },
    ],
    anchors: [anchor],
    ...changes,
  };
}
