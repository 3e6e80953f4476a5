import type { IncomingMessage } from 'node:http';
import { endpointErrors } from '../errors.ts';
import type { ServedConfig } from '../publishing/served-config.ts';
import { authenticate, type Sender } from '../requests/authenticate.ts';
import type { Arrival, DoorContext, Route } from './context.ts';

const NOT_PUBLISHED_REST_SECONDS = 60;

/**
 * GET /config.ini: for anybody, because the file protects itself. Asked for with a good signature it is evidence too;
 * with a bad one it is still served: a client whose clock is lost must find its way.
 */
export const config: Route = async (request, response, arrival, context) => {
  const served = await findConfig(request, context);
  const sender = await findSender(request, arrival, context);
  if (sender !== undefined) {
    const { address, trust } = arrival;
    const at = context.now();
    const handedOut = request.method === 'HEAD' ? {} : { fetchedRevision: served.revision };
    context.evidence.add({ clientId: sender.clientId, at, address, trust, ...handedOut });
  }
  response.setHeader('etag', served.etag);
  response.setHeader('cache-control', 'no-cache');
  if (isHeld(request, served)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': served.file.length,
  });
  response.end(request.method === 'HEAD' ? undefined : served.file);
};

/** @throws CONFIG_NOT_PUBLISHED */
async function findConfig({ url = '' }: IncomingMessage, { files }: DoorContext): Promise<ServedConfig> {
  const key = new URLSearchParams(url.split('?')[1] ?? '').get('key');
  const served = key === null ? await files.current() : await files.signedBy(key);
  if (served !== undefined) return served;
  throw endpointErrors.error('CONFIG_NOT_PUBLISHED', {
    seen: key === null ? 'no file at all' : `key ${JSON.stringify(key.slice(0, 40))}`,
    retryAfterSeconds: NOT_PUBLISHED_REST_SECONDS,
  });
}

async function findSender(
  request: IncomingMessage,
  { address }: Arrival,
  context: DoorContext,
): Promise<Sender | undefined> {
  if (request.headers['signature-input'] === undefined) return undefined;
  return authenticate(request, address, context).catch(() => undefined);
}

/** If-None-Match by strong comparison of the one tag that we write (RFC 9110 section 13.1.2). */
function isHeld({ headers }: IncomingMessage, { etag }: ServedConfig): boolean {
  return headers['if-none-match']?.split(',').some((tag) => tag.trim() === etag) ?? false;
}
