import type { Address } from '@causeway/contract';
import { type Served, serveHttp } from './serve.ts';
import { TestEndpoint } from './test-endpoint.ts';
import { TestPublisher } from './test-publisher.ts';

/** An endpoint server on a real port, at the time it really is. */
export interface ServedEndpoint extends AsyncDisposable {
  readonly address: Address;
  readonly endpoint: TestEndpoint;
  readonly publisher: TestPublisher;
}

export async function serveEndpoint(): Promise<ServedEndpoint> {
  const publisher = new TestPublisher(Date.now);
  const endpoint = new TestEndpoint(publisher, Date.now);
  const served: Served = await serveHttp(async (request, response) => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
    const answer = endpoint.handle({
      ...{ headers, body: Buffer.concat(await Array.fromAsync(request)), path: request.url ?? '' },
      method: request.method === 'GET' ? 'GET' : 'POST',
      address: `http://acme.localhost:${served.port}`,
      ...{ anchorsPem: [], systemStore: false, maxBytes: 65_536 },
    });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return {
    address: `http://acme.localhost:${served.port}`,
    endpoint,
    publisher,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}
