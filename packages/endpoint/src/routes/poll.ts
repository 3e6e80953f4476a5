import { contractErrors, parseAddress } from '@causeway/contract';
import { MAX_MESSAGE_BYTES, type PollAnswer, PollRequest } from '@causeway/contract/client-messages';
import { Compile } from 'typebox/compile';
import type { ReportedFailure } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import { answerEmpty, answerJson } from '../requests/answer.ts';
import { authenticate } from '../requests/authenticate.ts';
import { parseMessage } from '../requests/parse-message.ts';
import { readContent } from '../requests/read-content.ts';
import { toReport } from '../requests/to-report.ts';
import type { Route } from './context.ts';

const message = Compile(PollRequest);

/** POST /client/poll: the hot path. 204 when there is nothing new. */
export const poll: Route = async (request, response, { address, trust }, context) => {
  const content = await readContent(request, MAX_MESSAGE_BYTES);
  const { clientId, created, actions } = await authenticate(request, address, context);
  const said = parseMessage(content, message);
  requireCountable(said);
  const at = context.now();
  const { appliedRevision, version, clockOffsetSeconds = 0, done = [] } = said;
  // What is no address was never dialed, and explains nothing.
  const failures = said.failures?.filter((failure) => isAddress(failure.address)) ?? [];
  context.evidence.add({
    ...{ clientId, at, address, trust, appliedRevision, version },
    clockSkewSeconds: Math.round(created - at / 1000 - clockOffsetSeconds),
    ...(failures.length > 0 && { failures: failures.map((failure) => toFailure(failure, at)) }),
    ...(done.length > 0 && { done: done.map(toReport) }),
  });
  const ended = done.map(({ id }) => id);
  if (ended.length > 0) context.clients.finish(clientId, ended);
  const revision = (await context.files.current())?.revision ?? 0;
  const toDo = ended.length === 0 ? actions : actions.filter(({ id }) => !ended.includes(id));
  if (toDo.length > 0)
    answerJson(response, 200, JSON.stringify({ revision, actions: [...toDo] } satisfies PollAnswer));
  else if (revision > said.fetchedRevision) answerJson(response, 200, `{"revision":${revision}}`);
  else answerEmpty(response);
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
