import { toAddress } from '@causeway/contract';
import { clientPaths, MAX_MESSAGE_BYTES } from '@causeway/contract/client-messages';
import type { EnrollRelay, EnrollRelayAnswer } from '@causeway/contract/upstream-messages';
import { verifyContentDigest } from '@causeway/message-signatures';
import type { EnrollmentWay } from '../../enrollment/enrollment.ts';
import { refusalOf } from '../../requests/answer.ts';
import type { PlainAnswer } from '../../requests/plain-answer.ts';
import { tooLarge } from '../../requests/read-content.ts';
import { parseUpstreamMessage, upstreamRequests } from '../upstream-messages.ts';
import { MAX_UPSTREAM_BYTES, type UpstreamContext, type UpstreamRoute } from './upstream-route.ts';

/** POST enroll: the enrollment of a client that came to the endpoint server. A refusal is answered to the client too. */
export const enroll: UpstreamRoute = {
  states: ['authorized'],
  maxBytes: MAX_UPSTREAM_BYTES,
  async answer({ content, serverId }, context): Promise<EnrollRelayAnswer> {
    const relayed = parseUpstreamMessage(content, upstreamRequests.enroll);
    const addresses = await context.registry.addressesOf(serverId);
    const counts = addresses.has(toAddress(relayed.address)) ? 'as-evidence' : 'as-seen';
    // Endpoint servers are enrolled at the platform itself.
    const { status, headers, body } = await tryEnroll(relayed, { purposes: ['client'], counts }, context);
    return { status, headers: { ...headers }, content: Buffer.from(body).toString('base64') };
  },
};

async function tryEnroll(
  { address, trust, headers, content: base64 }: EnrollRelay,
  way: EnrollmentWay,
  { enrollment, now }: UpstreamContext,
): Promise<PlainAnswer> {
  const content = Buffer.from(base64, 'base64');
  try {
    if (content.length > MAX_MESSAGE_BYTES) throw tooLarge(content.length, MAX_MESSAGE_BYTES);
    verifyContentDigest(headers['content-digest'], content);
    const request = { method: 'POST', url: clientPaths.enroll, headers, content };
    return await enrollment.enroll(request, { address: toAddress(address), trust }, way);
  } catch (error) {
    const refusal = refusalOf(error, now());
    if (refusal === undefined) throw error;
    return refusal;
  }
}
