import {
  type AcmeOrder,
  acmeErrors,
  type ChallengeDoors,
  createOrder,
  isOrderOver,
  type OrderRunner,
} from '@causeway/acme';
import { certificateErrors, type PublicCertificate } from '@causeway/certificates';
import { type AcmeOrderId, asId, isUuid } from '@causeway/contract';
import type { AcmeOrderView, ObtainCertificate } from '@causeway/contract/admin';
import { parseCertificateHostname } from '../certificates/parse-certificate-hostname.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { nameOfSuccessor } from '../renewal/plan-renewals.ts';
import type { AccountsDesk } from './accounts-desk.ts';

export interface OrdersDeskOptions {
  readonly store: ProvisioningStore;
  readonly accounts: AccountsDesk;
  readonly runner: OrderRunner;
  readonly doors: ChallengeDoors;
  readonly dnsHooks: readonly string[];
  readonly now: () => number;
}

/** Certificates that are obtained by ACME: ordered, renewed, followed, tried again and given up. */
export class OrdersDesk {
  readonly #options: OrdersDeskOptions;

  constructor(options: OrdersDeskOptions) {
    this.#options = options;
  }

  /**
   * Starts to obtain a certificate; the order tells how it goes.
   * @throws ACME_ACCOUNT_NOT_FOUND, ACME_ACCOUNT_UNFINISHED, CERTIFICATE_NAME_TAKEN, what `ChallengeDoors.verify` throws
   */
  async obtain(request: ObtainCertificate, requestedBy: string): Promise<AcmeOrderView> {
    const { accounts, doors, dnsHooks, runner, now } = this.#options;
    const { name: certificateName, challenge } = request;
    const account = await accounts.get(request.account);
    if (account.url === null) throw acmeErrors.error('ACME_ACCOUNT_UNFINISHED', { seen: account.name });
    await this.#refuseTaken(certificateName);
    const hostnames = [...new Set(request.hostnames.map(parseCertificateHostname))];
    const dnsHook = challenge === 'dns-01' ? (request.dnsHook ?? onlyOne(dnsHooks)) : null;
    const wish = { accountId: account.id, certificateName, hostnames, challenge, dnsHook, requestedBy };
    const order = await createOrder(wish, now());
    doors.verify(challenge, dnsHook);
    await runner.add(order);
    return this.#show(order);
  }

  /**
   * Orders the successor of a certificate that came from here, by the same account and challenge.
   * @throws CERTIFICATE_NOT_FOUND, ACME_CERTIFICATE_NOT_OURS, CERTIFICATE_NAME_TAKEN
   */
  async renew(certificate: PublicCertificate, requestedBy: string): Promise<AcmeOrderView> {
    const { runner, now, store } = this.#options;
    const orders = await store.acme.orders.list();
    const former = orders.find(
      ({ certificateId, state }) => certificateId === certificate.id && state === 'done',
    );
    if (former === undefined) {
      const seen = `${certificate.name}, ${certificate.origin}`;
      throw acmeErrors.error('ACME_CERTIFICATE_NOT_OURS', { seen });
    }
    const running = orders.find(({ renews, state }) => renews === certificate.id && !isOrderOver(state));
    if (running !== undefined) return this.#show(running);
    const { accountId, hostnames, challenge, dnsHook } = former;
    const coming = orders.filter(({ state }) => !isOrderOver(state)).map((order) => order.certificateName);
    const taken = new Set([...coming, ...(await store.certificates.listPublic()).map(({ name }) => name)]);
    const certificateName = nameOfSuccessor(certificate.name, taken);
    const wish = { accountId, certificateName, hostnames, challenge, dnsHook, requestedBy };
    const order = await createOrder(wish, now(), certificate);
    await runner.add(order);
    return this.#show(order);
  }

  async list(): Promise<AcmeOrderView[]> {
    const orders = await this.#options.store.acme.orders.list();
    return Promise.all(orders.map((order) => this.#show(order)));
  }

  /** @throws ACME_ORDER_NOT_FOUND */
  async view(id: string): Promise<AcmeOrderView> {
    const order = isUuid(id) ? await this.#options.store.acme.orders.find(asId<AcmeOrderId>(id)) : undefined;
    if (order === undefined) throw acmeErrors.error('ACME_ORDER_NOT_FOUND', { seen: JSON.stringify(id) });
    return this.#show(order);
  }

  /** @throws ACME_ORDER_NOT_FOUND, ACME_ORDER_OVER */
  async retry(id: string): Promise<AcmeOrderView> {
    return this.#show(await this.#options.runner.retry(asId<AcmeOrderId>(id)));
  }

  /** @throws ACME_ORDER_NOT_FOUND, ACME_ORDER_OVER */
  async cancel(id: string): Promise<AcmeOrderView> {
    return this.#show(await this.#options.runner.cancel(asId<AcmeOrderId>(id)));
  }

  async #refuseTaken(name: string): Promise<void> {
    const { store } = this.#options;
    const isComing = (await store.acme.orders.list()).some(
      (order) => order.certificateName === name && !isOrderOver(order.state),
    );
    if (isComing || (await store.certificates.findByName(name)) !== undefined)
      throw certificateErrors.error('CERTIFICATE_NAME_TAKEN', { seen: JSON.stringify(name) });
  }

  async #show(order: AcmeOrder): Promise<AcmeOrderView> {
    const account = await this.#options.store.acme.accounts.find(order.accountId);
    const { id, hostnames, challenge, dnsHook, state, failures, error, renews } = order;
    const { requestedBy, requestedAt, endedAt, renewal } = order;
    return {
      ...{ id, challenge, dnsHook, state, failures, error, renews, requestedBy, requestedAt, endedAt },
      certificate: order.certificateName,
      account: account?.name ?? order.accountId,
      hostnames: [...hostnames],
      nextTryAt: isOrderOver(state) ? null : order.nextTryAt,
      renewAt: renewal?.renewAt ?? null,
      renewalExplanationUrl: renewal?.explanationUrl ?? null,
    };
  }
}

/** The hook that is meant when there is no other. @throws ACME_HOOK_NOT_ALLOWED */
function onlyOne(dnsHooks: readonly string[]): string | null {
  const [hook = null, ...others] = dnsHooks;
  if (others.length === 0) return hook;
  throw acmeErrors.error('ACME_HOOK_NOT_ALLOWED', {
    seen: 'no program',
    expected: `one of ${dnsHooks.join(', ')}`,
  });
}
