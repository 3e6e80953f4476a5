import { isIP } from 'node:net';
import { isTrialHostname, parseHostname, parsePort, readTlsAnchor } from '@causeway/contract';
import type { AddEmailChannel, AddWebhookChannel } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { EmailChannel, WebhookChannel } from './notice-store.ts';
import { parseWebhookSecret } from './webhook-signature.ts';

type Of<Channel> = Omit<Channel, 'id' | 'name' | 'createdAt' | 'kind'>;

/** @throws NOTICE_URL_INVALID, NOTICE_PLAIN_REFUSED, NOTICE_SECRET_INVALID, NOTICE_ANCHOR_INVALID */
export function parseWebhook(body: AddWebhookChannel, newSecret: () => string): Of<WebhookChannel> {
  return {
    url: parseWebhookUrl(body.url),
    secret: body.secret === undefined ? newSecret() : parseWebhookSecret(body.secret),
    anchorPem: parseAnchor(body.anchor),
  };
}

/** @throws HOSTNAME_INVALID, PORT_INVALID, NOTICE_PLAIN_REFUSED, NOTICE_MAIL_ADDRESS_INVALID, NOTICE_SIGN_IN_INCOMPLETE, NOTICE_ANCHOR_INVALID */
export function parseEmail(body: AddEmailChannel): Of<EmailChannel> {
  const host = isIP(body.host) === 0 ? parseHostname(body.host) : body.host;
  if (body.security === 'none') refusePlainUnlessLoopback(host);
  return {
    host,
    port: parsePort(body.port),
    security: body.security,
    from: parseMailAddress(body.from),
    to: body.to.map(parseMailAddress),
    ...parseSignIn(body),
    anchorPem: parseAnchor(body.anchor),
  };
}

function parseWebhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isFit =
    url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password + url.hash === '';
  if (!isFit) {
    throw provisioningErrors.error('NOTICE_URL_INVALID', {
      // A password may be in it; the scheme and host say enough.
      seen: url === undefined ? JSON.stringify(text.slice(0, 200)) : `${url.protocol}//${url.host}`,
      expected: 'https://host[:port]/path without name, password or fragment',
    });
  }
  if (url.protocol === 'http:') refusePlainUnlessLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  return url.href;
}

/** What never leaves the machine needs no encryption; everything else is encrypted and verified. */
function refusePlainUnlessLoopback(host: string): void {
  if (isTrialHostname(host) || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))) return;
  throw provisioningErrors.error('NOTICE_PLAIN_REFUSED', {
    seen: `${host} without encryption`,
    expected: 'encryption, or a receiver on this machine: localhost, 127.0.0.1 or ::1',
  });
}

/** RFC 5321 section 4.5.3.1 for the lengths; what else is right, the mail server knows better. */
const MAIL_ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,255}$/;

function parseMailAddress(text: string): string {
  if (MAIL_ADDRESS.test(text)) return text;
  throw provisioningErrors.error('NOTICE_MAIL_ADDRESS_INVALID', {
    seen: JSON.stringify(text.slice(0, 200)),
    expected: 'one address such as admins@acme.example, without a name beside it',
  });
}

function parseSignIn({ user, password }: AddEmailChannel): Pick<EmailChannel, 'user' | 'password'> {
  if ((user === undefined) === (password === undefined))
    return { user: user ?? null, password: password ?? null };
  throw provisioningErrors.error('NOTICE_SIGN_IN_INCOMPLETE', {
    seen: user === undefined ? 'a password without a user' : 'a user without a password',
    expected: 'both or neither',
  });
}

function parseAnchor(pem: string | undefined): string | null {
  if (pem === undefined) return null;
  try {
    return readTlsAnchor(pem).toString();
  } catch (cause) {
    throw provisioningErrors.error('NOTICE_ANCHOR_INVALID', {
      seen: cause instanceof Error ? cause.message : String(cause),
      expected: 'one certificate, PEM',
      cause,
    });
  }
}
