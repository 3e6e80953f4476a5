import {
  type AcmeAccount,
  type AcmeOrder,
  fetchRenewalInfo,
  planRenewal,
  type Session,
} from '@causeway/acme';
import type { PublicCertificate } from '@causeway/certificates';
import type { AuditTrail } from '../audit.ts';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { SYSTEM } from '../renewal/renewals.ts';
import type { OrdersDesk } from './orders-desk.ts';
import { planUpkeep } from './plan-upkeep.ts';

export interface AcmeRenewalsOptions {
  readonly store: ProvisioningStore;
  readonly certificates: Pick<CertificatesDesk, 'users'>;
  readonly orders: OrdersDesk;
  readonly audit: AuditTrail;
  readonly openSession: (account: AcmeAccount, signal: AbortSignal) => Session;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: { error(detail: object, message: string): void };
}

/** After what did not work; whoever mends it need not wait longer, and the audit trail is not filled with tries. */
const REST_MS = 900_000;

/** CAs say to the hour when they want to be asked; what is due may wait a minute. */
const LOOK_EVERY_MS = 60_000;

type Certificates = ReadonlyMap<PublicCertificate['id'], PublicCertificate & { readonly isUsed: boolean }>;

/** Orders the successors of certificates that came by ACME, when their CA suggests it. */
export class AcmeRenewals {
  readonly #options: AcmeRenewalsOptions;
  readonly #stop = new AbortController();
  /** Orders whose upkeep failed, with the time from which it is tried again. A restart tries at once. */
  readonly #resting = new Map<AcmeOrder['id'], number>();
  #round: Promise<void> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: AcmeRenewalsOptions) {
    this.#options = options;
  }

  /** Called often; looks about once a minute, one round at a time. What does not work is tried later. Never rejects. */
  keepUp(): Promise<void> {
    const { now } = this.#options;
    if (this.#stop.signal.aborted) return Promise.resolve();
    if (this.#round !== undefined) return this.#round;
    // A clock that was set back must not end the looks.
    if (Math.abs(now() - this.#lookedAt) < LOOK_EVERY_MS) return Promise.resolve();
    this.#lookedAt = now();
    this.#round = this.#keepUp()
      .catch((err) => this.#options.log.error({ err }, 'the upkeep of ACME certificates failed'))
      .finally(() => {
        this.#round = undefined;
      });
    return this.#round;
  }

  /** Nothing is begun any more when the promise resolves. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#round;
  }

  async #keepUp(): Promise<void> {
    const { store, now } = this.#options;
    const orders = await store.acme.orders.list();
    if (orders.length === 0) return;
    const certificates = await this.#certificates();
    const { ask, renew, forget } = planUpkeep(orders, certificates, now());
    for (const order of ask) await this.#attempt(order, certificates, (one) => this.#ask(order, one));
    for (const order of renew) await this.#attempt(order, certificates, (one) => this.#renew(one));
    for (const { id } of forget) await store.acme.orders.remove(id);
  }

  async #certificates(): Promise<Certificates> {
    const { store, certificates } = this.#options;
    const [all, users] = [await store.certificates.listPublic(), await certificates.users()];
    return new Map(all.map((one) => [one.id, { ...one, isUsed: users.has(one.id) }]));
  }

  async #attempt(
    { id, certificateId }: AcmeOrder,
    certificates: Certificates,
    act: (certificate: PublicCertificate) => Promise<void>,
  ): Promise<void> {
    const { now, log } = this.#options;
    const certificate = certificates.get(certificateId);
    if (certificate === undefined || this.#stop.signal.aborted) return;
    if ((this.#resting.get(id) ?? 0) > now()) return;
    this.#resting.delete(id);
    try {
      await act(certificate);
    } catch (err) {
      this.#resting.set(id, now() + REST_MS);
      log.error(
        { err, order: id },
        `certificate ${certificate.name} could not be renewed; trying again soon`,
      );
    }
  }

  /** The answer of a CA that cannot be reached is that it says nothing. */
  async #ask(order: AcmeOrder, certificate: PublicCertificate): Promise<void> {
    const { store, openSession, now, random, log } = this.#options;
    const account = await store.acme.accounts.find(order.accountId);
    if (account === undefined) return;
    const session = openSession(account, this.#stop.signal);
    const answer = await fetchRenewalInfo(session, certificate.chainPem).catch((err) => {
      log.error({ err, order: order.id }, 'the CA was asked about a renewal and did not answer');
      return undefined;
    });
    if (this.#stop.signal.aborted) return;
    const renewal = planRenewal({
      info: answer?.body,
      retryAfterSeconds: answer?.retryAfterSeconds,
      certificate,
      before: order.renewal,
      now: now(),
      random: random(),
    });
    await store.acme.orders.save({ ...order, renewal });
  }

  async #renew(certificate: PublicCertificate): Promise<void> {
    const { orders, audit } = this.#options;
    const deed = { actor: SYSTEM, action: 'certificate.renew', subject: certificate.name };
    await audit.record(deed, () => orders.renew(certificate, SYSTEM));
  }
}
