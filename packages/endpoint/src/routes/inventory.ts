import { MAX_INVENTORY_BYTES } from '@causeway/contract/client-messages';
import { decodeUtf8 } from '@causeway/inventory';
import { endpointErrors } from '../errors.ts';
import { answerEmpty } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { readContent } from '../requests/read-content.ts';
import type { Route } from './context.ts';

/** POST /client/inventory: whole, or what differs from the one before. */
export const inventory: Route = async (request, response, { address, trust }, context) => {
  // The sender first: so much memory is for clients alone.
  const { clientId, kind } = await authenticate(request, address, context);
  if (kind === 'endpoint-server') throw endpointErrors.error('CLIENTS_ONLY');
  const document = decodeUtf8(await readContent(request, MAX_INVENTORY_BYTES));
  const receivedAt = context.now();
  await context.putInventory({ clientId, receivedAt, address, format: 'native', document });
  context.evidence.add({ clientId, at: receivedAt, address, trust });
  answerEmpty(response);
};
