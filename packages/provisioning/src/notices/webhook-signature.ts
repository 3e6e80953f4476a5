import { createHmac, randomBytes } from 'node:crypto';
import { provisioningErrors } from '../errors.ts';

/** Standard Webhooks 1.0: how a secret is written. */
const PREFIX = 'whsec_';
/** Standard Webhooks 1.0: between 24 and 64 random bytes. */
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;
const NEW_BYTES = 32;

export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers that Standard Webhooks 1.0 asks for: HMAC-SHA256 over id, time and body, so that none can be replayed as another. */
export function signWebhook({ id, timestamp, body }: SignedMessage, secret: string): Record<string, string> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(NEW_BYTES).toString('base64');
}

/** @throws NOTICE_SECRET_INVALID, which does not repeat what may be a secret elsewhere */
export function parseWebhookSecret(text: string): string {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = bytes.toString('base64') === encoded;
  if (isWhole && bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES) return text;
  throw provisioningErrors.error('NOTICE_SECRET_INVALID', {
    seen: `${text.length} characters, which are not repeated here`,
    expected: `${PREFIX} and ${FEWEST_BYTES} to ${MOST_BYTES} bytes in base64`,
  });
}
