import type { IncomingMessage } from 'node:http';
import { asId, type EndpointServerId } from '@causeway/contract';
import { upstreamPaths } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '../../errors.ts';
import type { Publisher } from '../../publishing/publisher.ts';
import { authenticate, type Sender } from '../../requests/authenticate.ts';
import { sendAnswer } from '../../requests/plain-answer.ts';
import { readContent } from '../../requests/read-content.ts';
import type { Arrival, DoorContext, Route, Routes } from '../../routes/context.ts';
import { AnswerSigner } from './answer-signer.ts';
import { batch } from './batch.ts';
import { BatchPlaces } from './batch-places.ts';
import { clients } from './clients.ts';
import { enroll } from './enroll.ts';
import { HeldSyncs } from './held-syncs.ts';
import { judge } from './judge.ts';
import { sync } from './sync.ts';
import type { UpstreamContext, UpstreamRoute } from './upstream-route.ts';

export interface UpstreamOptions extends Omit<UpstreamContext, 'held' | 'places'> {
  readonly publisher: Publisher;
}

/**
 * What the platform is to its stand-alone endpoint servers. Each of them is authenticated as a client is, and its
 * requests are evidence of its own way here. Refusals are not signed, and an endpoint server believes nothing of them.
 */
export class Upstream implements AsyncDisposable {
  readonly routes: Routes;
  readonly #context: UpstreamContext;
  readonly #held = new HeldSyncs();
  readonly #signer: AnswerSigner;
  /** What still uses the store. */
  readonly #atWork = new Set<Promise<void>>();

  constructor({ publisher, ...parts }: UpstreamOptions) {
    this.#context = { ...parts, held: this.#held, places: new BatchPlaces() };
    this.#signer = new AnswerSigner({ publisher, now: parts.now });
    this.routes = {
      [upstreamPaths.sync]: { methods: ['POST'], route: this.#open(sync) },
      [upstreamPaths.batch]: { methods: ['POST'], route: this.#open(batch) },
      [upstreamPaths.clients]: { methods: ['POST'], route: this.#open(clients) },
      [upstreamPaths.enroll]: { methods: ['POST'], route: this.#open(enroll) },
      [upstreamPaths.judge]: { methods: ['POST'], route: this.#open(judge) },
    };
  }

  /** Answers what is held, and resolves when everything that was asked is answered. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#held[Symbol.dispose]();
    await Promise.allSettled(this.#atWork);
  }

  #open(route: UpstreamRoute): Route {
    return async (request, response, arrival, door) => {
      const { clientId, signature } = await this.#admit(request, arrival, door, route);
      using _place = route.enter?.(clientId, this.#context);
      const content = await readContent(request, route.maxBytes);
      const { address, trust } = arrival;
      door.evidence.add({ clientId, at: door.now(), address, trust });
      const serverId = asId<EndpointServerId>(clientId);
      const asked = { content, clientId, serverId, request, response, arrival, door };
      await this.#track(async () => {
        const answer = JSON.stringify(await route.answer(asked, this.#context));
        if (!response.destroyed) sendAnswer(response, await this.#signer.sign(answer, signature));
      });
    };
  }

  /** @throws what `authenticate` throws, ENDPOINT_SERVER_UNKNOWN, ENDPOINT_SERVER_PENDING, ENDPOINT_SERVER_RETIRED */
  async #admit(
    request: IncomingMessage,
    { address }: Arrival,
    door: DoorContext,
    { states }: UpstreamRoute,
  ): Promise<Sender> {
    const sender = await authenticate(request, address, door);
    const { clientId, kind } = sender;
    if (kind !== 'endpoint-server')
      throw endpointErrors.error('ENDPOINT_SERVER_UNKNOWN', { seen: `client ${clientId}` });
    if (states === 'any') return sender;
    const state = (await this.#context.registry.stateOf(asId<EndpointServerId>(clientId))) ?? 'pending';
    if (states.includes(state)) return sender;
    throw endpointErrors.error(state === 'retired' ? 'ENDPOINT_SERVER_RETIRED' : 'ENDPOINT_SERVER_PENDING');
  }

  async #track(act: () => Promise<void>): Promise<void> {
    const work = act();
    this.#atWork.add(work);
    try {
      await work;
    } finally {
      this.#atWork.delete(work);
    }
  }
}
