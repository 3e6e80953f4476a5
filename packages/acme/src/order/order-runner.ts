import type { AcmeOrderId } from '@causeway/contract';
import type { AcmeAccount, AcmeOrder, AcmeStore } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';
import type { Session } from '../protocol/session.ts';
import { advanceOrder } from './advance-order.ts';
import type { OrderPorts } from './order-ports.ts';
import { isOrderOver, nextOrderState } from './order-states.ts';
import { planFailure, planRetry } from './plan-failure.ts';

export interface OrderRunnerOptions extends OrderPorts {
  readonly store: AcmeStore;
  readonly openSession: (account: AcmeAccount, signal: AbortSignal) => Session;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: OrderLog;
  /** Told of each order whose certificate is in the store. */
  readonly onDone: () => void;
}

export interface OrderLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

interface Run {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Brings orders to their end, each by itself: a step, a write, the next step; rests after failures. */
export class OrderRunner implements AsyncDisposable {
  readonly #options: OrderRunnerOptions;
  readonly #runs = new Map<AcmeOrderId, Run>();
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: OrderRunnerOptions) {
    this.#options = options;
  }

  /** Goes on with every order that is not over. */
  async resume(): Promise<void> {
    for (const order of await this.#options.store.orders.list())
      if (!isOrderOver(order.state)) this.#start(order);
  }

  async add(order: AcmeOrder): Promise<void> {
    await this.#options.store.orders.add(order);
    this.#start(order);
  }

  /** Tries again now what rests or has failed. @throws ACME_ORDER_NOT_FOUND, ACME_ORDER_OVER */
  retry(id: AcmeOrderId): Promise<AcmeOrder> {
    return this.#inTurn(() => this.#retry(id));
  }

  /** @throws ACME_ORDER_NOT_FOUND, ACME_ORDER_OVER */
  cancel(id: AcmeOrderId): Promise<AcmeOrder> {
    return this.#inTurn(() => this.#cancel(id));
  }

  async #retry(id: AcmeOrderId): Promise<AcmeOrder> {
    await this.#stop(id);
    const order = planRetry(await this.#get(id), this.#options.now());
    await this.#options.store.orders.save(order);
    this.#start(order);
    return order;
  }

  async #cancel(id: AcmeOrderId): Promise<AcmeOrder> {
    await this.#stop(id);
    const order = await this.#get(id);
    const state = nextOrderState(order.state, 'cancel');
    const cancelled = { ...order, state, keyPem: '', endedAt: this.#options.now() };
    await this.#options.store.orders.save(cancelled);
    return cancelled;
  }

  /** Resolves when the order rests for good or its process is told to end. */
  async ended(id: AcmeOrderId): Promise<void> {
    await this.#runs.get(id)?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((id) => this.#stop(id)));
  }

  /** Two admins at once must not start one order twice. */
  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  #start(order: AcmeOrder): void {
    const stop = new AbortController();
    const ended = this.#run(order, stop.signal)
      .catch((err) => {
        if (!stop.signal.aborted)
          this.#options.log.error(
            { err, order: order.id },
            'an order stopped; the next start goes on with it',
          );
      })
      .finally(() => this.#runs.delete(order.id));
    this.#runs.set(order.id, { stop, ended });
  }

  async #stop(id: AcmeOrderId): Promise<void> {
    const run = this.#runs.get(id);
    run?.stop.abort();
    await run?.ended;
  }

  async #run(first: AcmeOrder, signal: AbortSignal): Promise<void> {
    const { store, now, rest } = this.#options;
    let order = first;
    while (!isOrderOver(order.state)) {
      if (order.nextTryAt > now()) await rest(order.nextTryAt - now(), signal);
      order = await this.#step(order, signal);
      // What was reached is kept even when it is time to stop.
      await store.orders.save(order);
      signal.throwIfAborted();
    }
    if (order.state === 'done') this.#options.onDone();
  }

  async #step(order: AcmeOrder, signal: AbortSignal): Promise<AcmeOrder> {
    const { log, now, random } = this.#options;
    try {
      const next = await advanceOrder({
        order,
        signal,
        ports: this.#options,
        ...(await this.#sessionOf(order, signal)),
      });
      log.info({ order: order.id, state: next.state }, `certificate ${order.certificateName}: ${next.state}`);
      return next;
    } catch (error) {
      signal.throwIfAborted();
      const failed = planFailure(order, error, now(), random());
      log.error(
        { err: error, order: order.id, state: failed.state },
        `certificate ${order.certificateName}: ${failed.error?.code}`,
      );
      return failed;
    }
  }

  async #sessionOf(
    order: AcmeOrder,
    signal: AbortSignal,
  ): Promise<{ account: AcmeAccount; session: Session }> {
    const account = await this.#options.store.accounts.find(order.accountId);
    if (account === undefined)
      throw acmeErrors.error('ACME_ACCOUNT_NOT_FOUND', { seen: `id ${order.accountId}` });
    return { account, session: this.#options.openSession(account, signal) };
  }

  async #get(id: AcmeOrderId): Promise<AcmeOrder> {
    const order = await this.#options.store.orders.find(id);
    if (order === undefined) throw acmeErrors.error('ACME_ORDER_NOT_FOUND', { seen: JSON.stringify(id) });
    return order;
  }
}
