import type { IncomingMessage } from 'node:http';
import { MAX_MESSAGE_BYTES } from '@causeway/contract/client-messages';
import { CausewayError } from '@causeway/errors';
import type { EnrollmentRequest } from '../enrollment/enrollment-request.ts';
import { type PlainAnswer, sendAnswer } from '../requests/plain-answer.ts';
import { readContent } from '../requests/read-content.ts';
import type { Arrival, DoorContext, Route } from './context.ts';

/** POST /client/enroll: a new client, or the one that has this key already. */
export const enroll: Route = async (request, response, arrival, context) => {
  context.refusals.check(arrival.remoteAddress);
  const answer = await tryEnroll(request, arrival, context);
  if (isRefusal(answer)) context.refusals.count(arrival.remoteAddress);
  sendAnswer(response, answer);
};

async function tryEnroll(
  request: IncomingMessage,
  arrival: Arrival,
  context: DoorContext,
): Promise<PlainAnswer> {
  try {
    return await context.enroll(await readRequest(request), arrival);
  } catch (error) {
    // A fault of ours, or a platform out of reach, is nobody's guess.
    if (error instanceof CausewayError && error.kind !== 'unavailable')
      context.refusals.count(arrival.remoteAddress);
    throw error;
  }
}

async function readRequest(request: IncomingMessage): Promise<EnrollmentRequest> {
  const { method = '', url = '', headers } = request;
  return { method, url, headers, content: await readContent(request, MAX_MESSAGE_BYTES) };
}

function isRefusal({ status }: PlainAnswer): boolean {
  return status >= 400 && status < 500;
}
