import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { endpointErrors } from '../errors.ts';
import { AddressLimit } from '../requests/address-limit.ts';
import { AtOnce } from '../requests/at-once.ts';
import { ByteBudget } from '../requests/byte-budget.ts';
import type { EvidenceLog } from '../requests/evidence-buffer.ts';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import { gatherContent } from '../requests/read-content.ts';
import type { Arrival } from '../routes/context.ts';
import { ForeignConversation } from './foreign-conversation.ts';
import type { ForeignDoor } from './foreign-door.ts';
import { pendingAnswer } from './messages.ts';
import { MAX_FOREIGN_BYTES } from './packing.ts';
import { PendingAnswers } from './pending-answers.ts';
import { refuse } from './refuse.ts';
import { requireNoLoop } from './require-no-loop.ts';
import { SecretGate } from './secret-gate.ts';
import { agentIdOf, answerIn, presumedTongue } from './tongue.ts';

/** What came in compressed and waits for its turn: a few of the largest, or thousands of the usual ones. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024;
/** Unpacked, decoded and read, one of the largest takes some 50 MB. */
const MOST_AT_ONCE = 4;
/** New devices of one remote address within an hour: a site behind one address that is rolled out in a day. */
const MOST_REGISTRATIONS = 600;
const REGISTRATIONS_WINDOW_MS = 3_600_000;
/** Below what proxies and agents wait for at the least. */
const PENDING_AFTER_MS = 5_000;
const ASK_AGAIN_SECONDS = 10;
const ACCEPTED = 202;

export interface ForeignDeskOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log?: EvidenceLog | undefined;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** Where foreign agents are talked to, whatever path they come by. */
export class ForeignDesk {
  readonly #options: ForeignDeskOptions;
  readonly #gate: SecretGate;
  readonly #pending: PendingAnswers;
  readonly #registrations: AddressLimit;
  readonly #budget = new ByteBudget(MOST_WAITING_BYTES);
  readonly #turns = new AtOnce(MOST_AT_ONCE);

  constructor(options: ForeignDeskOptions) {
    const { now } = options;
    this.#options = options;
    this.#gate = new SecretGate(now);
    this.#pending = new PendingAnswers(now);
    const [most, windowMs] = [MOST_REGISTRATIONS, REGISTRATIONS_WINDOW_MS];
    this.#registrations = new AddressLimit({ now, most, windowMs, code: 'FOREIGN_REGISTRATIONS_LIMITED' });
  }

  /** @throws faults alone: what is refused is refused in the words of the agent */
  async answer(request: IncomingMessage, arrival: Arrival, door: ForeignDoor): Promise<PlainAnswer> {
    try {
      const { secret } = door.settings;
      if (secret !== undefined)
        await this.#gate.check(request.headers.authorization, secret, arrival.remoteAddress);
      requireNoLoop(request);
      return request.method === 'GET'
        ? await this.#handOver(request)
        : await this.#take(request, arrival, door);
    } catch (error) {
      return this.#refuse(error, request, presumedTongue(request));
    }
  }

  async #take(request: IncomingMessage, arrival: Arrival, door: ForeignDoor): Promise<PlainAnswer> {
    const share = this.#budget.open();
    try {
      const content = await gatherContent(request, MAX_FOREIGN_BYTES, share.take);
      const answer = this.#converse(request, content, arrival, door).finally(() => share[Symbol.dispose]());
      return await this.#inTime(request, answer);
    } catch (error) {
      share[Symbol.dispose]();
      throw error;
    }
  }

  async #converse(
    request: IncomingMessage,
    content: Buffer,
    arrival: Arrival,
    door: ForeignDoor,
  ): Promise<PlainAnswer> {
    const [registrations, { now }] = [this.#registrations, this.#options];
    const conversation = new ForeignConversation({ request, arrival, door, registrations, now });
    try {
      return await this.#turns.run(() => conversation.answer(content));
    } catch (error) {
      return this.#refuse(error, request, conversation.tongue);
    }
  }

  /** An agent of GLPI asks again for what takes long; all others wait. */
  async #inTime(request: IncomingMessage, answer: Promise<PlainAnswer>): Promise<PlainAnswer> {
    const agentId = agentIdOf(request);
    if (agentId === undefined || (await this.#isReady(answer))) return answer;
    const requestId = this.#pending.keep(agentId, answer);
    if (requestId === undefined) return answer;
    answer.catch((err: unknown) =>
      this.#options.log?.error({ err }, 'a foreign agent was answered with a fault'),
    );
    return pendingIn(request, requestId);
  }

  /** @throws FOREIGN_ANSWER_UNKNOWN, MESSAGE_INVALID */
  async #handOver(request: IncomingMessage): Promise<PlainAnswer> {
    const requestId = request.headers['glpi-request-id'];
    if (typeof requestId !== 'string') {
      const seen = 'a GET without GLPI-Request-ID';
      const hint = 'Agents send what they have to say with POST.';
      throw endpointErrors.error('MESSAGE_INVALID', { seen, expected: 'a POST', hint });
    }
    const answer = this.#pending.find(agentIdOf(request), requestId);
    if (answer === undefined) throw endpointErrors.error('FOREIGN_ANSWER_UNKNOWN');
    if (!(await this.#isReady(answer))) return pendingIn(request, requestId);
    this.#pending.remove(requestId);
    return answer;
  }

  /** Waits for it, but not for long. */
  async #isReady(answer: Promise<PlainAnswer>): Promise<boolean> {
    const over = new AbortController();
    const { wait = waitFor } = this.#options;
    const late = wait(PENDING_AFTER_MS, over.signal).then(
      () => false,
      () => false,
    );
    const ready = answer.then(
      () => true,
      () => true,
    );
    const isReady = await Promise.race([ready, late]);
    over.abort();
    return isReady;
  }

  #refuse(
    ...[error, request, tongue]: [unknown, IncomingMessage, ForeignConversation['tongue']]
  ): PlainAnswer {
    const refusal = refuse(error, request, tongue, this.#options.now());
    if (refusal === undefined) throw error;
    return refusal;
  }
}

function pendingIn(request: IncomingMessage, requestId: string): PlainAnswer {
  const headers = { 'glpi-request-id': requestId };
  const tongue = { ...presumedTongue(request), packing: 'none' } as const;
  return answerIn(tongue, ACCEPTED, pendingAnswer(ASK_AGAIN_SECONDS), headers);
}

function waitFor(ms: number, signal: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal });
}
