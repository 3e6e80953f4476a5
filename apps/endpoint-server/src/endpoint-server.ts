import { setTimeout as sleep } from 'node:timers/promises';
import { createBindings } from '@causeway/bindings';
import { checkHostnameResolves, checkPortFree } from '@causeway/certificates';
import type { Client, ClientPorts, ClientState } from '@causeway/client-core';
import type { SyncAnswer, SyncRequest } from '@causeway/contract/upstream-messages';
import { type ClientDoor, type KeptPlatform, Rehearsals, type Spool } from '@causeway/endpoint';
import type { Wait } from './bell.ts';
import { ClientSide } from './clients/client-side.ts';
import type { EndpointStatus } from './control/control-messages.ts';
import { openControl } from './control/control-server.ts';
import type { Say } from './events/endpoint-event.ts';
import { sayingLog } from './events/saying-log.ts';
import { LocalChanges } from './local/local-changes.ts';
import { formatMetrics } from './metrics/format-metrics.ts';
import { OWNER } from './serving/serving.ts';
import { ServingSide } from './serving/serving-side.ts';
import type { KeptDocument } from './state/kept-document.ts';
import { withAnswer } from './state/serving-changes.ts';
import type { ServingState } from './state/serving-state.ts';
import type { Settings } from './state/settings.ts';
import { spoolReportOf, statusOf } from './status-of.ts';
import { createForwarding } from './upstream/forwarding.ts';
import { StandingWatch } from './upstream/standing-watch.ts';
import { SyncLoop } from './upstream/sync-loop.ts';
import { syncRequestOf } from './upstream/sync-request.ts';
import { openUpstream, type Upstream } from './upstream/upstream.ts';
import { version } from './version.ts';

export interface EndpointServerParts {
  readonly client: Client;
  readonly ports: ClientPorts;
  readonly clientState: ClientState;
  readonly settings: Settings;
  readonly state: KeptDocument<ServingState>;
  readonly database: { readonly spool: Spool; readonly kept: KeptPlatform };
  /** Path of the control socket, or name of the pipe. */
  readonly control: string;
  readonly say: Say;
  /** Ends it. */
  readonly signal: AbortSignal;
}

interface Sides {
  /** Ends everything that runs here. */
  readonly end: AbortController;
  readonly signal: AbortSignal;
  readonly upstream: Upstream;
  readonly clients: ClientSide;
}

const wait: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** A stand-alone endpoint server: serves clients, and keeps itself and its platform agreed. */
export class EndpointServer implements AsyncDisposable {
  readonly #parts: EndpointServerParts;
  readonly #sides: Sides;
  readonly #side: ServingSide;
  readonly #local: LocalChanges;
  readonly #sync: SyncLoop;
  readonly #forwarding: ReturnType<typeof createForwarding>;
  readonly #standing: StandingWatch;
  readonly #closing = new AsyncDisposableStack();
  #requests = 0;

  private constructor(parts: EndpointServerParts, sides: Sides) {
    const { database, say, ports } = parts;
    this.#parts = parts;
    this.#sides = sides;
    this.#closing.use(sides.clients);
    this.#standing = new StandingWatch(say);
    const { now, random } = ports;
    const { link } = sides.upstream;
    this.#forwarding = createForwarding({ spool: database.spool, link, say, now, random, wait });
    this.#sync = this.#createSync();
    this.#side = this.#closing.use(this.#createServingSide());
    this.#local = this.#createLocalChanges();
  }

  /** Serves what it served before, also without its platform. @throws CONTROL_SOCKET_UNUSABLE */
  static async open(parts: EndpointServerParts): Promise<EndpointServer> {
    const server = new EndpointServer(parts, await openSides(parts));
    try {
      await server.#openControl();
      await server.#side.serving.ensure();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Until its signal. @throws when something is wrong that it cannot go on with */
  async run(): Promise<void> {
    const { signal, end, upstream } = this.#sides;
    const loops = [
      ...[upstream.rounds.run(), this.#syncOnceThereIsAWay(), this.#forwarding.forwarder.run(signal)],
      ...[this.#side.keepServing(signal), this.#side.keepProving(signal)],
    ];
    try {
      await Promise.all(loops);
    } catch (error) {
      if (!this.#parts.signal.aborted) throw error;
      this.#parts.say({ kind: 'stopping' });
    } finally {
      end.abort();
      await Promise.allSettled(loops);
    }
  }

  /** What a first round finds out is not told as a platform that is away. */
  async #syncOnceThereIsAWay(): Promise<never> {
    await this.#sides.upstream.rounds.runNow();
    return this.#sync.run(this.#sides.signal);
  }

  async status(): Promise<EndpointStatus> {
    const { settings, state, ports, database } = this.#parts;
    const { upstream, clients } = this.#sides;
    return statusOf({
      ...{ settings, state: state.value, serving: this.#side.serving, proofs: this.#side.proof.results },
      ...{ platform: upstream.platform, watch: upstream.watch, forwarding: this.#forwarding.watch },
      ...{ spool: await database.spool.status(), revision: clients.files.revision, now: ports.now() },
    });
  }

  /** In the text format of Prometheus. */
  async metrics(): Promise<{ readonly contentType: string; readonly text: string }> {
    const { spool, platform, offered, applied, revision } = await this.status();
    const { forwardedAt } = this.#forwarding.watch;
    return formatMetrics({
      ...{ spool: { ...spool, forwardedAt }, offered, applied, revision },
      ...{ isPlatformReached: platform.isReached, requests: this.#requests },
    });
  }

  /** Requests in flight may finish; what they bring is kept. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#sides.end.abort();
    // In reverse: nobody comes in any more when what they stand on goes.
    await this.#closing.disposeAsync();
  }

  readonly #handle: ClientDoor['handle'] = (request, response, arrival) => {
    this.#requests++;
    return this.#sides.clients.door.handle(request, response, arrival);
  };

  async #openControl(): Promise<void> {
    const actions = {
      ...{ status: () => this.status(), metrics: () => this.metrics(), local: this.#local },
    };
    this.#closing.use(await openControl(this.#parts.control, actions));
  }

  #createServingSide(): ServingSide {
    const { state, settings, say, ports } = this.#parts;
    const { platform } = this.#sides.upstream;
    const bindings = this.#closing.use(createBindings({ log: sayingLog(say, ports.now) }));
    return new ServingSide({
      ...{ state, bindings, say, wait, random: ports.random, handler: this.#handle },
      coming: new Rehearsals(OWNER, { bindings, handle: this.#handle }),
      opener: () => ({
        ...{ tenantId: platform.tenantId, endpointServerId: platform.id },
        sealingPrivateKey: settings.sealing.privateKey,
      }),
      onNews: () => {
        this.#local.servedAnew();
        this.#sync.hurry();
      },
    });
  }

  #createLocalChanges(): LocalChanges {
    const { state, say, ports } = this.#parts;
    const { signal, upstream } = this.#sides;
    return new LocalChanges({
      ...{ state, serving: this.#side.serving, say, wait, now: ports.now, signal },
      tests: { checkPortFree, checkHostnameResolves, judge: upstream.platform.judge },
      hurry: () => this.#sync.hurry(),
    });
  }

  #createSync(): SyncLoop {
    const { ports } = this.#parts;
    const { platform, watch, rounds } = this.#sides.upstream;
    return new SyncLoop({
      ...{ watch, wait, now: ports.now, random: ports.random, send: platform.sync },
      request: (haste) => this.#syncRequest(haste),
      take: (answer) => this.#take(answer),
      renew: () => rounds.runNow(),
      address: () => platform.address,
    });
  }

  async #syncRequest(haste: 'urgent' | 'patient'): Promise<SyncRequest> {
    const { settings, state, ports, database } = this.#parts;
    const { serving, proof } = this.#side;
    const now = ports.now();
    const facts = { spool: await database.spool.status(), forwarding: this.#forwarding.watch, now };
    return syncRequestOf({
      ...{ version, settings, state: state.value, target: serving.target, trouble: serving.trouble },
      ...{ proofs: proof, spool: spoolReportOf(facts), now, haste },
    });
  }

  /** Makes an answer of the platform true here. What it offers is served in a turn of its own. */
  async #take(answer: SyncAnswer): Promise<void> {
    const { clients, upstream } = this.#sides;
    this.#forwarding.forwarder.nudge();
    await clients.forget(answer.changedClients);
    const state = await this.#parts.state.update((held) => withAnswer(held, answer));
    this.#standing.heard(state);
    if (answer.local !== undefined) this.#local.heard(answer.local);
    if (answer.revision > clients.files.revision) void upstream.rounds.runNow();
    void this.#side.serving.ensure();
  }
}

async function openSides(parts: EndpointServerParts): Promise<Sides> {
  const { client, ports, clientState, say, database, state } = parts;
  const end = new AbortController();
  const signal = AbortSignal.any([parts.signal, end.signal]);
  // The rounds begin later than this function ends.
  const keeper: { clients?: ClientSide } = {};
  const onState = async ({ candidate, current }: ClientState) => keeper.clients?.keep(candidate ?? current);
  const upstream = openUpstream({ client, ports, clientState, say, wait, signal, onState });
  const clients = await ClientSide.open({
    ...{ platform: upstream.platform, spool: database.spool, kept: database.kept, say, now: ports.now },
    foreignAgents: () => state.value.foreignAgents ?? undefined,
  });
  keeper.clients = clients;
  return { end, signal, upstream, clients };
}
