import { isUtf8 } from 'node:buffer';
import { MAX_INVENTORY_BYTES } from '@causeway/contract/client-messages';
import { endpointErrors } from '../errors.ts';
import { answerEmpty } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { readContent } from '../requests/read-content.ts';
import type { Route } from './context.ts';

/** POST /client/inventory: the newest document of a client is kept as it came. */
export const inventory: Route = async (request, response, { address, trust }, context) => {
  // The sender first: so much memory is for clients alone.
  const { clientId, kind } = await authenticate(request, address, context);
  if (kind === 'endpoint-server') throw endpointErrors.error('CLIENTS_ONLY');
  const document = textOf(await readContent(request, MAX_INVENTORY_BYTES));
  requireObject(document);
  const receivedAt = context.now();
  await context.putInventory({ clientId, receivedAt, address, document });
  context.evidence.add({ clientId, at: receivedAt, address, trust });
  answerEmpty(response);
};

/** Bytes that are no UTF-8 would not be kept as they came. */
function textOf(content: Buffer): string {
  if (isUtf8(content)) return content.toString('utf8');
  throw endpointErrors.error('MESSAGE_INVALID', { seen: 'bytes that are no UTF-8', expected: 'UTF-8' });
}

function requireObject(document: string): void {
  try {
    const value: unknown = JSON.parse(document);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  } catch (cause) {
    throw endpointErrors.error('MESSAGE_INVALID', {
      seen: 'text that is no JSON',
      expected: 'a JSON object',
      cause,
    });
  }
  throw endpointErrors.error('MESSAGE_INVALID', {
    seen: 'JSON that is no object',
    expected: 'a JSON object',
  });
}
