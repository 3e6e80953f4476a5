import { randomUUIDv7 } from 'node:crypto';
import type { EmailChannel, Notice, WebhookChannel } from '@causeway/provisioning';

/** Stores do not read what they keep: these records are whole, and their secrets open nothing. */
export function someNotice(parts: Partial<Notice> = {}): Notice {
  return {
    series: 'expiry/certificate/ab',
    step: 0,
    kind: 'certificate-expiry',
    subject: 'Käse & Söhne 🧀',
    severity: 'warning',
    text: 'It ends.\nSoon.',
    details: { users: [{ name: 'acme' }], notAfter: 5 },
    ...parts,
  };
}

export function someWebhookChannel(parts: Partial<WebhookChannel> = {}): WebhookChannel {
  const id = randomUUIDv7();
  return {
    id,
    name: `hook ${id}`,
    kind: 'webhook',
    url: 'https://ops.acme.example/hooks/1',
    secret: 'whsec_secret',
    anchorPem: 'an anchor\n',
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someEmailChannel(parts: Partial<EmailChannel> = {}): EmailChannel {
  const id = randomUUIDv7();
  return {
    id,
    name: `mail ${id}`,
    kind: 'email',
    host: 'mail.acme.example',
    port: 465,
    security: 'tls',
    from: 'causeway@acme.example',
    to: ['anna@acme.example', 'ben@acme.example'],
    user: 'causeway',
    password: 'a password',
    anchorPem: 'an anchor\n',
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}
