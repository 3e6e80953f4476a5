import { randomUUIDv7 } from 'node:crypto';
import { asId, type ClientId } from '@causeway/contract';
import { type EnrollAnswer, EnrollRequest, MAX_MESSAGE_BYTES } from '@causeway/contract/client-messages';
import { CausewayError } from '@causeway/errors';
import {
  type ClaimedSignature,
  contentDigestOf,
  getSignature,
  readSignatures,
  responseComponents,
  signatureFields,
  signComponents,
  verifySignature,
} from '@causeway/message-signatures';
import { Compile } from 'typebox/compile';
import type { ClientRecord } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import { answerJson } from '../requests/answer.ts';
import { componentsOf, requireFresh } from '../requests/authenticate.ts';
import { toPublicKey } from '../requests/known-clients.ts';
import { parseMessage, readContent } from '../requests/read-content.ts';
import type { Arrival, EndpointContext, Route } from './context.ts';

const message = Compile(EnrollRequest);
const CREATED = 201;

/** POST /client/enroll: a new client, or the one that has this key already. */
export const enroll: Route = async (request, response, arrival, context) => {
  context.limit.check(arrival.remoteAddress);
  try {
    const asked = parseMessage(await readContent(request, MAX_MESSAGE_BYTES), message);
    const claimed = readSignatures(request.headers);
    const token = getSignature(claimed, 'token');
    const secret = await secretOf(token, context);
    const components = componentsOf(request, arrival.address);
    verifySignature(token, components, { secret });
    const own = getSignature(claimed, 'sig');
    if (own.keyId !== asked.publicKey)
      throw endpointErrors.error('MESSAGE_INVALID', {
        seen: 'a signature by another key than the one to be enrolled',
      });
    verifySignature(own, components, { publicKey: toPublicKey(asked.publicKey) });
    requireFresh(own, context);
    const client = await context.store.clients.enroll(
      recordOf(asked, arrival, context),
      token.keyId,
      context.now(),
    );
    context.evidence.add({
      clientId: client.id,
      at: context.now(),
      address: arrival.address,
      trust: arrival.trust,
    });
    // Durable before the client hears of it: from then on it may know no other address than this one.
    await context.evidence.flush();
    const answer = JSON.stringify(await answerFor(client, context));
    answerJson(response, CREATED, answer, signAnswer(answer, token, secret));
  } catch (error) {
    // A fault of ours is nobody's guess.
    if (error instanceof CausewayError) context.limit.refused(arrival.remoteAddress);
    throw error;
  }
};

async function secretOf({ keyId }: ClaimedSignature, { store }: EndpointContext): Promise<Buffer> {
  const token = await store.tokens.find(keyId);
  if (token === undefined)
    throw endpointErrors.error('TOKEN_UNKNOWN', { seen: JSON.stringify(keyId.slice(0, 100)) });
  return Buffer.from(token.secret, 'base64url');
}

function recordOf(
  { name, publicKey, version }: EnrollRequest,
  { address }: Arrival,
  { now }: EndpointContext,
): ClientRecord {
  const at = now();
  return {
    id: asId<ClientId>(randomUUIDv7()),
    ...{ name, publicKey, version, kind: 'native', standing: 'enrolled', waiver: null },
    ...{ enrolledAt: at, lastSeenAt: at, lastAddress: address },
    ...{ fetchedRevision: 0, appliedRevision: 0, clockSkewSeconds: 0 },
  };
}

async function answerFor(
  { id }: ClientRecord,
  { tenantId, publisher }: EndpointContext,
): Promise<EnrollAnswer> {
  const { signingKey, revision } = await publisher.introduce();
  return { clientId: id, tenant: tenantId, signingKey: { ...signingKey }, revision };
}

/** The answer proves that we hold the token's secret too: over plain HTTP nobody else can hand out a signing key. */
function signAnswer(
  answer: string,
  { created, nonce, keyId, value }: ClaimedSignature,
  secret: Uint8Array,
): Record<string, string> {
  const contentDigest = contentDigestOf(answer);
  const components = responseComponents({
    status: CREATED,
    contentDigest,
    requestSignature: value.toString('base64'),
  });
  return {
    'content-digest': contentDigest,
    ...signatureFields([signComponents('token', components, { created, nonce, keyId }, { secret })]),
  };
}
