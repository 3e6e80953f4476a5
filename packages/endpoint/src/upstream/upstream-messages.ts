import {
  Batch,
  BatchAnswer,
  ClientsAnswer,
  ClientsRequest,
  EnrollRelay,
  EnrollRelayAnswer,
  JudgeAnswer,
  JudgeRequest,
  OLDEST_UPSTREAM_CONTRACT,
  SyncAnswer,
  SyncRequest,
  UPSTREAM_CONTRACT,
} from '@causeway/contract/upstream-messages';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { endpointErrors } from '../errors.ts';
import { parseJson, verifyMessage } from '../requests/parse-message.ts';

/** What a platform takes. */
export const upstreamRequests = {
  sync: Compile(SyncRequest),
  batch: Compile(Batch),
  clients: Compile(ClientsRequest),
  enroll: Compile(EnrollRelay),
  judge: Compile(JudgeRequest),
};

/** What an endpoint server takes. */
export const upstreamAnswers = {
  sync: Compile(SyncAnswer),
  batch: Compile(BatchAnswer),
  clients: Compile(ClientsAnswer),
  enroll: Compile(EnrollRelayAnswer),
  judge: Compile(JudgeAnswer),
};

/**
 * A message between an endpoint server and its platform, of this version or a later one: what a later one adds is let
 * be. The version is looked at first, because an older message is not wrong, but old.
 * @throws UPSTREAM_CONTRACT_UNKNOWN, MESSAGE_INVALID
 */
export function parseUpstreamMessage<Schema extends TSchema, Message>(
  content: Uint8Array,
  validator: Validator<Record<string, never>, Schema, Message>,
  oldest = OLDEST_UPSTREAM_CONTRACT,
): Message {
  const message = parseJson(content);
  const contract = contractOf(message);
  if (contract !== undefined && contract < oldest)
    throw endpointErrors.error('UPSTREAM_CONTRACT_UNKNOWN', {
      seen: `version ${contract}`,
      expected: `version ${oldest} to ${UPSTREAM_CONTRACT}`,
    });
  return verifyMessage(message, validator);
}

function contractOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('contract' in message)) return undefined;
  return typeof message.contract === 'number' ? message.contract : undefined;
}
