import { isUtf8 } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '../errors.ts';
import { AddressLimit } from '../requests/address-limit.ts';
import { overloaded } from '../requests/answer.ts';
import { Turns } from '../turns.ts';
import { verifySharedSecret } from './shared-secret.ts';

type Secret = NonNullable<ForeignAgents['secret']>;

/** A person who mistypes does so less often. */
const FREE_FAILURES = 20;
const WINDOW_MS = 60_000;
/** All agents of a tenant send the same field; those of before a change of the password are soon gone. */
const MOST_PASSED = 1_000;
/** A check takes a tenth of a second: who waits behind more of them is better off coming back. */
const MOST_WAITING = 100;

/** Lets those pass who show the shared secret by Basic authentication (RFC 7617). */
export class SecretGate {
  readonly #failures: AddressLimit;
  /** Digests of fields that passed, with the secret that they passed by: the hash is computed once, not for each request. */
  readonly #passed = new Set<string>();
  readonly #turns = new Turns();
  #waiting = 0;

  constructor(now: () => number) {
    const [most, windowMs] = [FREE_FAILURES, WINDOW_MS];
    this.#failures = new AddressLimit({ now, most, windowMs, code: 'FOREIGN_SECRET_LIMITED' });
  }

  /**
   * @param field Authorization
   * @throws FOREIGN_SECRET_MISSING, FOREIGN_SECRET_WRONG, FOREIGN_SECRET_LIMITED, ENDPOINT_OVERLOADED
   */
  async check(field: string | undefined, secret: Secret, remoteAddress: string): Promise<void> {
    if (field === undefined) throw endpointErrors.error('FOREIGN_SECRET_MISSING');
    const digest = digestOf([field, secret.user, secret.passwordHash]).toString('base64');
    if (this.#passed.has(digest)) return;
    if (this.#waiting >= MOST_WAITING) throw overloaded();
    this.#waiting++;
    try {
      // One after the other: what many try at once counts before the next is tried.
      await this.#turns.take(() => this.#verify(field, secret, remoteAddress, digest));
    } finally {
      this.#waiting--;
    }
  }

  async #verify(field: string, secret: Secret, remoteAddress: string, digest: string): Promise<void> {
    if (this.#passed.has(digest)) return;
    this.#failures.check(remoteAddress);
    try {
      const { user, password } = readBasic(field);
      await verifySharedSecret(password, secret.passwordHash);
      if (!timingSafeEqual(digestOf([user]), digestOf([secret.user])))
        throw endpointErrors.error('FOREIGN_SECRET_WRONG');
    } catch (error) {
      this.#failures.count(remoteAddress);
      throw error;
    }
    this.#remember(digest);
  }

  #remember(digest: string): void {
    this.#passed.add(digest);
    const oldest = this.#passed.values().next();
    if (this.#passed.size > MOST_PASSED && !oldest.done) this.#passed.delete(oldest.value);
  }
}

/** Some agents write Latin-1. @throws FOREIGN_SECRET_WRONG */
function readBasic(field: string): { readonly user: string; readonly password: string } {
  const [, base64 = ''] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(field) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
  const colon = text.indexOf(':');
  if (colon === -1) throw endpointErrors.error('FOREIGN_SECRET_WRONG');
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function digestOf(texts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(texts)).digest();
}
