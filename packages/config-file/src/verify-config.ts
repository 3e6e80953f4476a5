import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type ConfigFile, MAX_REVISION_JUMP, type PublicSigningKey } from './config.ts';
import { configErrors } from './errors.ts';
import { type ConfigSignature, readSignatures } from './parse-config.ts';
import { readConfig } from './read-config.ts';

/** What a client knows before it looks at a file. */
export interface Held {
  readonly tenant: string;
  /** The keys it accepts; at least one. */
  readonly keys: readonly PublicSigningKey[];
  /** Highest revision that it accepted, or that its enrollment named. */
  readonly revision: number;
}

export interface VerifiedConfig {
  readonly config: ConfigFile;
  /** The keys to accept from now on: the one that signed, and the one it announces. */
  readonly keys: readonly PublicSigningKey[];
  /** It has expired, and was accepted all the same because nothing as new is held. */
  readonly stale: boolean;
}

/**
 * Verifies a file against what is held (DESIGN rule 5). Nothing in the file is believed before its signature is.
 * @throws every code of `configErrors`
 */
export function verifyConfig(file: string | Uint8Array, held: Held, now: number): VerifiedConfig {
  const { signatures, sections } = readSignatures(file);
  const signer = verifyFirst(signatures, held);
  const config = readConfig(sections);
  verifyAnnouncement(config, signatures[1]);
  verifyTenant(config, held);
  verifyRevision(config, held);
  const stale = verifyFreshness(config, held, now);
  return { config, stale, keys: config.nextKey === undefined ? [signer] : [signer, config.nextKey] };
}

function verifyFirst([first]: readonly ConfigSignature[], { keys }: Held): PublicSigningKey {
  const signer = keys.find(({ id }) => id === first?.key);
  if (first === undefined || signer === undefined) {
    throw configErrors.error('CONFIG_UNKNOWN_KEY', {
      seen: `key ${first?.key}`,
      expected: keys.map(({ id }) => `key ${id}`).join(' or '),
    });
  }
  if (isSignedBy(first, signer)) return signer;
  throw configErrors.error('CONFIG_BAD_SIGNATURE', {
    seen: `a signature that key ${signer.id} did not make over this file`,
  });
}

function verifyAnnouncement({ nextKey }: ConfigFile, second: ConfigSignature | undefined): void {
  if (nextKey === undefined && second === undefined) return;
  const isProven = nextKey !== undefined && second?.key === nextKey.id && isSignedBy(second, nextKey);
  if (isProven) return;
  throw configErrors.error('CONFIG_ROTATION_INVALID', {
    seen: `announced: ${nextKey?.id ?? 'none'}; second signature by: ${second?.key ?? 'none'}`,
    expected: 'the announced key, and its own signature',
  });
}

function verifyTenant({ tenant }: ConfigFile, held: Held): void {
  if (tenant === held.tenant) return;
  throw configErrors.error('CONFIG_OTHER_TENANT', {
    seen: `tenant ${tenant}`,
    expected: `tenant ${held.tenant}`,
  });
}

function verifyRevision({ revision }: ConfigFile, held: Held): void {
  if (revision < held.revision) {
    throw configErrors.error('CONFIG_REVISION_FELL', {
      seen: `revision ${revision}`,
      expected: `at least ${held.revision}`,
    });
  }
  const most = held.revision + MAX_REVISION_JUMP;
  if (revision > most) {
    throw configErrors.error('CONFIG_REVISION_JUMP', {
      seen: `revision ${revision}`,
      expected: `at most ${most}`,
    });
  }
}

/** An expired file that is news is better than none: whoever slept for long finds its way by it. */
function verifyFreshness({ expires, revision }: ConfigFile, held: Held, now: number): boolean {
  if (now <= expires) return false;
  if (revision > held.revision) return true;
  throw configErrors.error('CONFIG_EXPIRED', {
    seen: `revision ${revision}, expired ${new Date(expires).toISOString()}`,
    expected: `a file that is valid at ${new Date(now).toISOString()}, or newer than revision ${held.revision}`,
  });
}

function isSignedBy({ covered, value }: ConfigSignature, { publicKey }: PublicSigningKey): boolean {
  return verify(null, covered, toKeyObject(publicKey), value);
}

function toKeyObject(publicKey: string): KeyObject {
  const x = Buffer.from(publicKey, 'base64').toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}
