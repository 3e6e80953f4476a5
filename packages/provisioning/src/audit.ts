import type { TenantId } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import type { ProvisioningStore } from './provisioning-store.ts';

/** What is about to be done, by whom, to what. */
export interface Deed {
  readonly actor: string;
  /** Noun and verb: `tenant.create`. */
  readonly action: string;
  readonly subject: string;
  /** Whose tenant it is about; null for the installation. Without it, the subject tells where the noun is one of a tenant. */
  readonly tenantId?: TenantId | null;
  readonly detail?: unknown;
}

/** Of their deeds the subject is the name of a tenant, alone or before a slash. */
const NOUNS_OF_TENANTS = new Set([
  ...['tenant', 'signing-key', 'client', 'enrollment-token', 'group', 'endpoint-server'],
  ...['computer', 'software', 'duplicate'],
]);

/** The append-only trail of who did what, refusals included. */
export class AuditTrail {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Does the deed and records how it ended. A deed that cannot be recorded fails. One that the limit of attempts refused
   * was not looked at and is no entry: else anybody at all could fill the trail.
   */
  async record<Result>(deed: Deed, act: () => Promise<Result>): Promise<Result> {
    // A tenant that is deleted has to be looked up before, one that is made after.
    const tenantId = await this.#tenantOf(deed);
    try {
      const result = await act();
      await this.#append({ ...deed, tenantId: tenantId ?? (await this.#tenantOf(deed)) }, 'done');
      return result;
    } catch (error) {
      const outcome = error instanceof CausewayError ? error.code : 'INTERNAL_FAULT';
      if (outcome !== 'TOO_MANY_ATTEMPTS') await this.#append({ ...deed, tenantId }, outcome);
      throw error;
    }
  }

  async #tenantOf({ action, subject, tenantId }: Deed): Promise<TenantId | null> {
    if (tenantId !== undefined) return tenantId;
    const [noun = ''] = action.split('.');
    const [name = ''] = subject.split('/');
    if (!NOUNS_OF_TENANTS.has(noun)) return null;
    return (await this.#store.tenants.findByName(name))?.id ?? null;
  }

  async #append(deed: Deed & { readonly tenantId: TenantId | null }, outcome: string): Promise<void> {
    const { actor, action, subject, tenantId, detail = null } = deed;
    await this.#store.audit.append({ at: this.#now(), actor, action, subject, outcome, tenantId, detail });
  }
}
