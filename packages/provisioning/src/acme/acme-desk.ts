import { setTimeout as wait } from 'node:timers/promises';
import {
  type AcmeAccount,
  type AcmeTransport,
  createHttpsTransport,
  OrderRunner,
  readAccountKey,
  Session,
} from '@causeway/acme';
import type { Bindings } from '@causeway/bindings';
import type { AuditTrail } from '../audit.ts';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { AccountsDesk } from './accounts-desk.ts';
import { AcmeRenewals } from './acme-renewals.ts';
import { BoundDoors } from './challenge-doors.ts';
import { OrdersDesk } from './orders-desk.ts';

export interface AcmeDeskOptions {
  readonly store: ProvisioningStore;
  readonly bindings: Bindings;
  readonly certificates: Pick<CertificatesDesk, 'users'>;
  /** Told when a certificate is in the store, to be given to the tenants of the one that it follows. */
  readonly onObtained: () => void;
  readonly audit: AuditTrail;
  readonly now: () => number;
  readonly log: { info(detail: object, message: string): void; error(detail: object, message: string): void };
  /** Absolute paths of the programs that may set DNS records. */
  readonly dnsHooks: readonly string[];
  /** The wire to an ACME server that is trusted by that anchor, or by the public roots. */
  readonly createTransport?: (anchorPem: string | null) => AcmeTransport;
  readonly rest?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random?: () => number;
}

/** Certificates from CAs that speak ACME (RFC 8555): accounts, orders and renewals. */
export class AcmeDesk implements AsyncDisposable {
  readonly accounts: AccountsDesk;
  readonly orders: OrdersDesk;
  readonly #runner: OrderRunner;
  readonly #renewals: AcmeRenewals;

  constructor(options: AcmeDeskOptions) {
    const { store, now, log, dnsHooks } = options;
    const { rest = restFor, random = Math.random, createTransport = overHttps } = options;
    const openSession = (account: AcmeAccount, signal: AbortSignal) =>
      new Session({
        transport: createTransport(account.anchorPem),
        directoryUrl: account.directoryUrl,
        key: readAccountKey(account.keyPem),
        accountUrl: account.url,
        now,
        signal,
      });
    const doors = new BoundDoors(options);
    this.#runner = new OrderRunner({
      ...{ store: store.acme, certificates: store.certificates, doors, openSession, now, rest, random, log },
      onDone: options.onObtained,
    });
    this.accounts = new AccountsDesk({ store, now, openSession });
    this.orders = new OrdersDesk({
      store,
      accounts: this.accounts,
      runner: this.#runner,
      doors,
      dnsHooks,
      now,
    });
    this.#renewals = new AcmeRenewals({ ...options, orders: this.orders, openSession, random });
  }

  /** Goes on with the orders that were cut off; when tenants are served, so that challenges find their doors. */
  async resume(): Promise<void> {
    await this.#runner.resume();
  }

  /** Renews what is due. Never rejects; a round that is under way is not begun twice. */
  keepUp(): Promise<void> {
    return this.#renewals.keepUp();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#renewals.end();
    await this.#runner[Symbol.asyncDispose]();
  }
}

const restFor = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal });
const overHttps = (anchorPem: string | null): AcmeTransport => createHttpsTransport(anchorPem, 'causeway');
