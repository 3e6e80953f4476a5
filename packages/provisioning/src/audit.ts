import { CausewayError } from '@causeway/errors';
import type { ProvisioningStore } from './provisioning-store.ts';

/** What is about to be done, by whom, to what. */
export interface Deed {
  readonly actor: string;
  /** Noun and verb: `tenant.create`. */
  readonly action: string;
  readonly subject: string;
  readonly detail?: unknown;
}

/** The append-only trail of who did what, refusals included. */
export class AuditTrail {
  readonly #store: ProvisioningStore;
  readonly #now: () => number;

  constructor(store: ProvisioningStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Does the deed and records how it ended. A deed that cannot be recorded fails. */
  async record<Result>(deed: Deed, act: () => Promise<Result>): Promise<Result> {
    try {
      const result = await act();
      await this.#append(deed, 'done');
      return result;
    } catch (error) {
      await this.#append(deed, error instanceof CausewayError ? error.code : 'INTERNAL_FAULT');
      throw error;
    }
  }

  async #append({ actor, action, subject, detail = null }: Deed, outcome: string): Promise<void> {
    await this.#store.audit.append({ at: this.#now(), actor, action, subject, outcome, detail });
  }
}
