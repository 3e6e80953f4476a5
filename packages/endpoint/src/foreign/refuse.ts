import type { IncomingMessage } from 'node:http';
import { CausewayError } from '@causeway/errors';
import { endpointErrors } from '../errors.ts';
import { overloaded, refusalOf } from '../requests/answer.ts';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import { errorAnswer, errorReply, pendingAnswer } from './messages.ts';
import { agentIdOf, answerIn, presumedTongue, type Tongue } from './tongue.ts';

const ACCEPTED = 202;
/** When the agent may come again after what it has to be put right for. */
const REST_SECONDS = 3_600;
/** Agents take the text between the first and the last quote for the realm, so nothing comes after it. */
const CHALLENGE = { 'www-authenticate': 'Basic realm="Causeway"' };
const CHALLENGED = ['FOREIGN_SECRET_MISSING', 'FOREIGN_SECRET_WRONG'];

/**
 * An error of ours as the agent understands it; undefined for a fault, whose text is for nobody else. What is only too
 * much just now is no error to an agent of GLPI: it comes back when it is told to.
 */
export function refuse(
  error: unknown,
  request: IncomingMessage,
  tongue: Tongue,
  now: number,
): PlainAnswer | undefined {
  const refusal = refusalOf(error, now);
  if (refusal === undefined || !(error instanceof CausewayError)) return undefined;
  if (endpointErrors.is(error, 'ENDPOINT_OVERLOADED') && agentIdOf(request) !== undefined)
    return answerIn(tongue, ACCEPTED, pendingAnswer(error.retryAfterSeconds ?? REST_SECONDS));
  const { 'content-type': _type, 'content-length': _length, ...headers } = refusal.headers;
  const document = error.toDocument();
  const text = tongue.format === 'json' ? errorAnswer(document, REST_SECONDS) : errorReply(document);
  const challenge = CHALLENGED.includes(error.code) ? CHALLENGE : {};
  return answerIn(tongue, refusal.status, text, { ...headers, ...challenge });
}

export function whenOverloaded(request: IncomingMessage, now: number): PlainAnswer {
  const error = overloaded();
  // It is none that is a fault.
  return refuse(error, request, presumedTongue(request), now) as PlainAnswer;
}
