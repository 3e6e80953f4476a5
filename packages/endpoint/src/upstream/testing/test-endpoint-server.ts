import { gzipSync } from 'node:zlib';
import { asId, type ClientId, type EndpointServerId } from '@causeway/contract';
import { type Batch, type SyncRequest, upstreamPaths } from '@causeway/contract/upstream-messages';
import { getSignature, readSignatures } from '@causeway/message-signatures';
import type { Reply, WireRequest } from '../../testing/send.ts';
import { type Site, serveEndpoint, somePublishInput } from '../../testing/serve-endpoint.ts';
import { type Overrides, TestClient } from '../../testing/test-client.ts';
import { verifyPlatformAnswer } from '../verify-platform-answer.ts';
import { MemoryRegistry } from './memory-registry.ts';

export const serverAddress = 'https://dmz.acme.example:443';

/** A platform behind a real listener, with one endpoint server that is enrolled there. */
export interface PlatformSite extends AsyncDisposable {
  readonly site: Site;
  readonly registry: MemoryRegistry;
  readonly server: TestEndpointServer;
}

export async function servePlatform(
  options: Parameters<typeof serveEndpoint>[0] = {},
): Promise<PlatformSite> {
  const registry = new MemoryRegistry();
  registry.addresses.add(serverAddress);
  const site = await serveEndpoint({ ...options, endpointServers: registry });
  await site.endpoint.publish(somePublishInput());
  const server = new TestEndpointServer(site);
  await server.client.enroll(
    await site.endpoint.createToken({ uses: 1, validMs: 60_000, purpose: 'endpoint-server' }),
  );
  registry.states.set(server.client.id, 'authorized');
  return { site, registry, server, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

/** The upstream leg of a stand-alone endpoint server, of no more than keys and signatures. */
export class TestEndpointServer {
  readonly client: TestClient;
  readonly #site: Site;

  constructor(site: Site) {
    this.#site = site;
    this.client = new TestClient(site);
  }

  get id(): EndpointServerId {
    return asId<EndpointServerId>(this.client.id);
  }

  get clientId(): ClientId {
    return asId<ClientId>(this.client.id);
  }

  sync(parts: Partial<SyncRequest> = {}, overrides: Overrides = {}): Promise<Reply> {
    return this.ask('sync', { ...someSync, isUrgent: true, ...parts }, overrides);
  }

  batch(parts: Partial<Batch>, overrides: Overrides = {}): Promise<Reply> {
    const content = gzipSync(JSON.stringify({ contract: 1, spool: 'spool 1', entries: [], ...parts }));
    return this.packed(content, overrides);
  }

  /** A batch of these bytes. */
  packed(content: Buffer, { headers, ...overrides }: Overrides = {}): Promise<Reply> {
    return this.client.send(
      this.client.sign(upstreamPaths.batch, content, {
        ...overrides,
        headers: { 'content-encoding': 'gzip', ...headers },
      }),
    );
  }

  ask(path: keyof typeof upstreamPaths, message: unknown, overrides: Overrides = {}): Promise<Reply> {
    return this.client.send(this.client.sign(upstreamPaths[path], JSON.stringify(message), overrides));
  }

  /** What the platform answered, verified by the keys that it has. */
  async askVerified(path: keyof typeof upstreamPaths, message: unknown): Promise<unknown> {
    const request = this.client.sign(upstreamPaths[path], JSON.stringify(message));
    return this.verify(await this.client.send(request), request);
  }

  async verify({ status, headers, body }: Reply, request: WireRequest): Promise<unknown> {
    const requestSignature = signatureOf(request);
    const keys = await this.#site.store.signingKeys.list();
    const answer = { status, headers, body: Buffer.from(body) };
    return JSON.parse(Buffer.from(verifyPlatformAnswer(answer, { requestSignature, keys })).toString());
  }
}

export function signatureOf({ headers }: WireRequest): string {
  return getSignature(readSignatures(headers), 'sig').value.toString('base64');
}

export const someSync: SyncRequest = {
  contract: 1,
  version: '1.0.0',
  sealingKey: 'A'.repeat(43),
  proposed: {
    ...{ hostname: 'dmz.acme.example', binding: 'http+https', httpPort: 80, httpsPort: 443 },
    rescue: true,
  },
  offer: 0,
  applied: 0,
  local: null,
  spool: { backlog: 0, bytes: 0, maxBytes: 1_000_000, oldestSecondsAgo: null, forwardedSecondsAgo: null },
  standingsAt: 0,
};
