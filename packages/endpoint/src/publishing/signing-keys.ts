import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { keyIdOf, type PublicSigningKey, type SigningPair } from '@causeway/config-file';
import type { EndpointStore, PublishedRevision, SigningKey } from '../endpoint-store.ts';

/** A tenant's config.ini keys: the current one, and the next one while it is announced. */
export interface SigningKeys {
  readonly current: SigningKey;
  readonly next: SigningKey | undefined;
}

/** The keys of the store; a tenant's first one is made here. */
export async function ensureSigningKeys(store: EndpointStore, now: number): Promise<SigningKeys> {
  const keys = await store.signingKeys.list();
  const current = keys.find(({ role }) => role === 'current');
  if (current !== undefined) return { current, next: keys.find(({ role }) => role === 'next') };
  const first = makeSigningKey('current', now);
  await store.signingKeys.save([first]);
  return { current: first, next: undefined };
}

/**
 * The step of a rotation that is due: make a coming key, or let it take over once a published file announces it. A key
 * that was made and never published, by a crash in between, is left to be announced: nobody could follow it.
 */
export async function advanceRotation(store: EndpointStore, now: number): Promise<SigningKeys> {
  const { current, next } = await ensureSigningKeys(store, now);
  if (next !== undefined && !(await isAnnounced(store, next))) return { current, next };
  const changed: SigningKey[] =
    next === undefined
      ? [makeSigningKey('next', now)]
      : [
          { ...current, role: 'former' },
          { ...next, role: 'current' },
        ];
  await store.signingKeys.save(changed);
  return ensureSigningKeys(store, now);
}

async function isAnnounced(store: EndpointStore, { id }: SigningKey): Promise<boolean> {
  const newest = await store.revisions.current();
  return newest?.keyIds.includes(id) ?? false;
}

/** The key that signed this file first, which is what a client has to know; the current one while there is no file. */
export async function findSigner(
  store: EndpointStore,
  published: PublishedRevision | undefined,
  now: number,
): Promise<SigningKey> {
  const { current } = await ensureSigningKeys(store, now);
  const signer = published?.keyIds[0];
  if (signer === undefined || signer === current.id) return current;
  return (await store.signingKeys.list()).find(({ id }) => id === signer) ?? current;
}

export function signingPair({ id, privateKeyPem }: SigningKey): SigningPair {
  return { id, privateKey: createPrivateKey(privateKeyPem) };
}

export function publicPart({ id, publicKey }: SigningKey): PublicSigningKey {
  return { id, publicKey };
}

function makeSigningKey(role: SigningKey['role'], createdAt: number): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { id: keyIdOf(raw), publicKey: raw.toString('base64'), privateKeyPem, createdAt, role };
}
