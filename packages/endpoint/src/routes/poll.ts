import { contractErrors, parseAddress } from '@causeway/contract';
import { MAX_MESSAGE_BYTES, PollRequest } from '@causeway/contract/client-messages';
import { Compile } from 'typebox/compile';
import type { ReportedFailure } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import { answerEmpty, answerJson } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { parseMessage } from '../requests/parse-message.ts';
import { readContent } from '../requests/read-content.ts';
import type { Route } from './context.ts';

const message = Compile(PollRequest);

/** POST /client/poll: the hot path. 204 when there is nothing new. */
export const poll: Route = async (request, response, { address, trust }, context) => {
  const content = await readContent(request, MAX_MESSAGE_BYTES);
  const { clientId, created } = await authenticate(request, address, context);
  const said = parseMessage(content, message);
  requireCountable(said);
  const at = context.now();
  const { appliedRevision, version, clockOffsetSeconds = 0 } = said;
  // What is no address was never dialed, and explains nothing.
  const failures = said.failures?.filter((failure) => isAddress(failure.address)) ?? [];
  context.evidence.add({
    ...{ clientId, at, address, trust, appliedRevision, version },
    clockSkewSeconds: Math.round(created - at / 1000 - clockOffsetSeconds),
    ...(failures.length > 0 && { failures: failures.map((failure) => toFailure(failure, at)) }),
  });
  const current = await context.files.current();
  if (current === undefined || current.revision <= said.fetchedRevision) answerEmpty(response);
  else answerJson(response, 200, `{"revision":${current.revision}}`);
};

/** An integer of JSON may be 1e300, which no store keeps: one such poll would hold up the whole batch. */
function requireCountable({ fetchedRevision, appliedRevision }: PollRequest): void {
  if (Number.isSafeInteger(fetchedRevision) && Number.isSafeInteger(appliedRevision)) return;
  throw endpointErrors.error('MESSAGE_INVALID', {
    seen: `revisions ${fetchedRevision} and ${appliedRevision}`,
    expected: `at most ${Number.MAX_SAFE_INTEGER}`,
  });
}

function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch (error) {
    if (contractErrors.is(error)) return false;
    throw error;
  }
}

function toFailure(
  { secondsAgo, ...failure }: NonNullable<PollRequest['failures']>[number],
  now: number,
): ReportedFailure {
  return { ...failure, at: Math.max(0, Math.round(now - secondsAgo * 1000)) };
}
