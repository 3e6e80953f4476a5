import { once } from 'node:events';
import { createServer } from 'node:http';
import { endpointServerErrors } from '../errors.ts';

export interface MetricsPlace {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, or a port alone for loopback. @throws METRICS_UNUSABLE */
export function parseMetricsPlace(text: string): MetricsPlace {
  const [, host = '127.0.0.1', digits = ''] =
    /^(?:(\[[0-9a-fA-F:.]+\]|[^:[\]\s]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits !== '' && port >= 1 && port <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port };
  throw endpointServerErrors.error('METRICS_UNUSABLE', {
    seen: JSON.stringify(text.slice(0, 100)),
    expected: 'HOST:PORT, or a port from 1 to 65535',
  });
}

/** Answers GET /metrics, and nothing else, to whoever reaches it. @throws METRICS_UNUSABLE */
export async function serveMetrics(
  { host, port }: MetricsPlace,
  read: () => Promise<{ readonly contentType: string; readonly text: string }>,
): Promise<AsyncDisposable> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : `${host}:${port}`;
    throw endpointServerErrors.error('METRICS_UNUSABLE', { seen, cause });
  }
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
