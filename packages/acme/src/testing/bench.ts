import assert from 'node:assert/strict';
import type { StoredCertificate } from '@causeway/certificates';
import { type AcmeAccountId, asId } from '@causeway/contract';
import { registerAccount } from '../account/register-account.ts';
import type { AcmeAccount, AcmeOrder, AcmeStore } from '../acme-store.ts';
import type { ChallengeDoors, PendingChallenge } from '../challenge/challenge.ts';
import { createOrder, type OrderWish } from '../order/create-order.ts';
import { OrderRunner } from '../order/order-runner.ts';
import { createAccountKey, readAccountKey } from '../protocol/jws.ts';
import { Session } from '../protocol/session.ts';
import { FAKE_CA, FakeCa } from './fake-ca.ts';
import { createMemoryAcmeStore } from './memory-acme-store.ts';

/** How the process that is simulated ends: nothing that it does afterwards counts. */
export class Killed extends Error {}

/** A CA, a store and the doors, which outlive the processes that are started on them. */
export class Bench {
  readonly ca = new FakeCa();
  readonly certificates = new Map<string, StoredCertificate>();
  /** Challenges that are answered at this moment. */
  readonly open = new Set<PendingChallenge>();
  readonly rests: number[] = [];
  readonly store: AcmeStore;
  now = 1_800_000_000_000;
  /** Deeds (requests and writes, each before and after) that are left to the process. */
  deedsLeft = Number.POSITIVE_INFINITY;

  constructor() {
    this.store = createMemoryAcmeStore(() => this.#deed());
    this.ca.look = (look) => {
      const isAnswered = [...this.open].some(
        ({ kind, hostname, keyAuthorization }) =>
          kind === look.kind && hostname === look.hostname && keyAuthorization === look.keyAuthorization,
      );
      return isAnswered
        ? undefined
        : { type: 'urn:ietf:params:acme:error:connection', detail: 'nobody is there' };
    };
  }

  async account(parts: Partial<AcmeAccount> = {}): Promise<AcmeAccount> {
    const account: AcmeAccount = {
      id: asId<AcmeAccountId>('account-1'),
      name: 'fake',
      directoryUrl: `${FAKE_CA}/dir`,
      anchorPem: null,
      issuerAnchorPem: this.ca.root.certificatePem,
      email: 'ada@acme.example',
      keyPem: createAccountKey(),
      url: null,
      createdAt: this.now,
      ...parts,
    };
    const registered = await registerAccount(this.session(account), account, {
      agreesToTerms: true,
      external: null,
    });
    await this.store.accounts.add(registered);
    return registered;
  }

  session(account: AcmeAccount, signal = new AbortController().signal): Session {
    return new Session({
      transport: async (request, signal) => {
        this.#deed();
        const response = await this.ca.transport(request, signal);
        this.#deed();
        return response;
      },
      directoryUrl: account.directoryUrl,
      key: readAccountKey(account.keyPem),
      accountUrl: account.url,
      now: () => this.now,
      signal,
    });
  }

  async order(
    account: AcmeAccount,
    parts: Partial<OrderWish> = {},
    before?: StoredCertificate,
  ): Promise<AcmeOrder> {
    const wish: OrderWish = {
      accountId: account.id,
      certificateName: 'web',
      hostnames: ['inventory.acme.example'],
      challenge: 'http-01',
      dnsHook: null,
      requestedBy: 'ada',
      ...parts,
    };
    return createOrder(wish, this.now, before);
  }

  runner(): OrderRunner {
    return new OrderRunner({
      store: this.store,
      doors: this.#doors,
      certificates: {
        find: async (id) => this.certificates.get(id),
        add: async (certificate) => {
          this.#deed();
          assert.ok(!this.certificates.has(certificate.id), 'stored once');
          this.certificates.set(certificate.id, certificate);
          this.#deed();
        },
      },
      openSession: (account, signal) => this.session(account, signal),
      now: () => this.now,
      rest: async (ms, signal) => {
        signal.throwIfAborted();
        this.rests.push(ms);
        this.now += ms;
      },
      random: () => 0,
      onDone: () => {},
      log: { info: () => {}, error: () => {} },
    });
  }

  /** Runs an order to its end, or to the end of the process. */
  async run(order: AcmeOrder): Promise<AcmeOrder> {
    await using runner = this.runner();
    await runner.add(order);
    await runner.ended(order.id);
    return this.kept(order);
  }

  async kept({ id }: AcmeOrder): Promise<AcmeOrder> {
    const order = await this.store.orders.find(id);
    assert.ok(order !== undefined);
    return order;
  }

  readonly #doors: ChallengeDoors = {
    verify: () => {},
    open: async (challenge) => {
      this.open.add(challenge);
      return { [Symbol.asyncDispose]: async () => void this.open.delete(challenge) };
    },
  };

  #deed(): void {
    if (this.deedsLeft-- <= 0) throw new Killed();
  }
}
