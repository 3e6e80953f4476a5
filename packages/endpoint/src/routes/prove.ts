import { MAX_MESSAGE_BYTES } from '@causeway/contract/client-messages';
import { answerEmpty } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { readContent } from '../requests/read-content.ts';
import type { Route } from './context.ts';

/** POST /client/prove: arriving here is all there is to it. */
export const prove: Route = async (request, response, { address, trust }, context) => {
  await readContent(request, MAX_MESSAGE_BYTES);
  const { clientId } = await authenticate(request, address, context);
  context.evidence.add({ clientId, at: context.now(), address, trust });
  answerEmpty(response);
};
