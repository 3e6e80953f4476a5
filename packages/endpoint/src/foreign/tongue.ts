import type { IncomingMessage } from 'node:http';
import { isUuid } from '@causeway/contract';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import { type Packing, pack } from './packing.ts';

/** How an agent speaks, and so how it is answered. */
export interface Tongue {
  readonly format: 'xml' | 'json';
  readonly packing: Packing;
  /** Of the request, in lower case and without parameters; '' for none. */
  readonly mediaType: string;
}

/** What agents of OCS Inventory say, of whatever it is that they send. */
const OF_OCS = ['application/x-compress', 'application/x-compressed'];
const TYPES: Readonly<Record<Packing, readonly string[]>> = {
  zlib: ['application/x-compress-zlib', 'application/x-zlib'],
  gzip: ['application/x-compress-gzip', 'application/x-gzip'],
  deflate: ['application/x-compress-deflate', 'application/x-deflate'],
  br: ['application/x-compress-br', 'application/x-br'],
  none: [],
};

/** As far as it shows before the content is read. */
export function presumedTongue(request: IncomingMessage): Tongue {
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isJson =
    agentIdOf(request) !== undefined || mediaType === 'application/json' || request.method === 'GET';
  return { format: isJson ? 'json' : 'xml', packing: 'none', mediaType };
}

/** What an agent of GLPI calls itself; undefined for others. */
export function agentIdOf({ headers }: IncomingMessage): string | undefined {
  const id = headers['glpi-agent-id'];
  return typeof id === 'string' && isUuid(id.toLowerCase()) ? id.toLowerCase() : undefined;
}

export function answerIn(
  tongue: Tongue,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
  const body = pack(text, tongue.packing);
  return {
    status,
    body,
    headers: {
      'content-type': typeOf(tongue),
      'content-length': String(body.length),
      'cache-control': 'no-cache',
      ...headers,
    },
  };
}

function typeOf({ format, packing, mediaType }: Tongue): string {
  if (packing === 'none') return `application/${format}`;
  if (OF_OCS.includes(mediaType)) return 'application/x-compressed';
  const [usual = ''] = TYPES[packing];
  return TYPES[packing].includes(mediaType) ? mediaType : usual;
}
