import { createServer, type Server } from 'node:http';
import { asId, type EndpointServerId, type TenantId } from '@causeway/contract';
import { createEndpoint, type Endpoint, type EndpointOptions } from '../endpoint.ts';
import type { PublishedServer, PublishInput } from '../publishing/publisher.ts';
import type { Arrival } from '../routes/context.ts';
import { MemoryEndpointStore } from './memory-endpoint-store.ts';

export const testTenant = asId<TenantId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a');
export const testAddress = 'http://inventory.acme.example:80';
export const startedAt = Date.parse('2026-11-23T10:00:00Z');

/** What a test may change while the server runs. */
interface Scene {
  at: number;
  arrival: Arrival;
}

/** An endpoint server behind a real listener. */
export interface Site extends Scene, AsyncDisposable {
  readonly endpoint: Endpoint;
  readonly store: MemoryEndpointStore;
  readonly port: number;
  /** What was logged. */
  readonly faults: readonly object[];
}

export async function serveEndpoint(
  options: Partial<Pick<EndpointOptions, 'mostEvidenceWaiting' | 'endpointServers' | 'foreignAgents'>> = {},
): Promise<Site> {
  const arrival = {
    address: testAddress,
    trust: 'none',
    remoteAddress: '192.0.2.1',
    serves: 'everything',
  } as const;
  const scene: Scene = { at: startedAt, arrival };
  const store = new MemoryEndpointStore();
  const faults: object[] = [];
  const log = { error: (detail: object) => void faults.push(detail) };
  const endpoint = createEndpoint({ tenantId: testTenant, store, now: () => scene.at, log, ...options });
  const server = createServer((request, response) => void endpoint.handle(request, response, scene.arrival));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(
    scene,
    { endpoint, store, port: portOf(server), faults },
    {
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await endpoint[Symbol.asyncDispose]();
      },
    },
  );
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('This server listens on no port.');
}

/** The one endpoint server of `somePublishInput`. */
export const somePublishedServer: PublishedServer = {
  id: asId<EndpointServerId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6b'),
  name: 'default',
  hostname: 'inventory.acme.example',
  addresses: [testAddress],
  trust: [],
};

export function somePublishInput(parts: Partial<PublishInput> = {}): PublishInput {
  return {
    endpointServers: [somePublishedServer],
    anchors: [],
    pollingIntervalSeconds: 600,
    inventoryIntervalSeconds: 86_400,
    proofIntervalSeconds: 86_400,
    trustSystemStore: false,
    validityMs: 30 * 86_400_000,
    ...parts,
  };
}
