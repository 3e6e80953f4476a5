import { MAX_DIAGNOSTICS_BYTES } from '@causeway/contract/client-messages';
import { decodeUtf8 } from '@causeway/inventory';
import { endpointErrors } from '../errors.ts';
import { answerEmpty } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { isObjectText } from '../requests/parse-message.ts';
import { readContent } from '../requests/read-content.ts';
import type { Route } from './context.ts';

/** POST /client/diagnostics: what a client says of itself, as it says it. */
export const diagnostics: Route = async (request, response, { address, trust }, context) => {
  const { clientId, kind } = await authenticate(request, address, context);
  if (kind === 'endpoint-server') throw endpointErrors.error('CLIENTS_ONLY');
  const document = decodeUtf8(await readContent(request, MAX_DIAGNOSTICS_BYTES));
  if (!isObjectText(document))
    throw endpointErrors.error('MESSAGE_INVALID', { seen: 'no JSON object', expected: 'a JSON object' });
  const receivedAt = context.now();
  await context.putDiagnostics({ clientId, receivedAt, document });
  context.evidence.add({ clientId, at: receivedAt, address, trust });
  answerEmpty(response);
};
