import type { JudgeAnswer, SyncAnswer } from '@causeway/contract/upstream-messages';
import type { WireRequest } from '../../testing/send.ts';
import { startedAt } from '../../testing/serve-endpoint.ts';
import type { UpstreamPath } from './recorded-messages.ts';
import { serverAddress, someSync } from './test-endpoint-server.ts';

// Messages with everything in them that this version of the contract has.

interface Named {
  readonly chainPem: string;
  readonly clientId: string;
}

const trust = 'ab'.repeat(32);
const proxy = { from: ['10.0.0.5', '10.1.0.0/16'], port: 8_080 };
const site = { ...someSync.proposed, proxy };

export function someRequests({
  chainPem,
  clientId,
  enrolling,
}: Named & { readonly enrolling: WireRequest }): Record<UpstreamPath, object> {
  return {
    sync: {
      ...someSync,
      ...{ proposed: site, offer: 2, applied: 1, standingsAt: 3, isUrgent: true },
      trouble: { code: 'PORT_TAKEN', seen: 'port 443' },
      proofs: [{ address: serverAddress, code: 'PROVEN', seen: 'the certificate' }],
      local: { number: 1, site, chainPem, secondsAgo: 12.5 },
      spool: { backlog: 2, bytes: 100, maxBytes: 1_000_000, oldestSecondsAgo: 3.5, forwardedSecondsAgo: 60 },
    },
    batch: someBatch(clientId),
    clients: { ids: [clientId] },
    enroll: {
      ...{ address: serverAddress, trust, headers: enrolling.headers },
      content: Buffer.from(enrolling.body ?? '').toString('base64'),
    },
    judge: { site, chainPem },
  };
}

function someBatch(clientId: string): object {
  const failure = { code: 'TLS_UNTRUSTED', certificateSha256: trust, trust, message: 'who is that?' };
  const observation = {
    ...{ clientId, at: startedAt, address: serverAddress, trust, fetchedRevision: 1, appliedRevision: 1 },
    ...{ clockSkewSeconds: -2, version: '1.0.0' },
    failures: [{ address: 'https://old.acme.example:443', at: startedAt - 1_000, ...failure }],
  };
  const document = '{"computer":"pc-anna"}';
  const inventory = { clientId, receivedAt: startedAt, address: serverAddress, document };
  return {
    ...{ contract: 1, spool: '3b241101-e2bb-4255-8caf-4136c566a962' },
    entries: [
      { sequence: 1, entry: { kind: 'inventory', ...inventory } },
      { sequence: 2, entry: { kind: 'observations', observations: [observation] } },
    ],
  };
}

export function someNews({ chainPem, clientId }: Named): Partial<SyncAnswer> {
  const listener = {
    scheme: 'https',
    hostname: 'dmz.acme.example',
    port: 443,
    serves: 'everything',
  } as const;
  const certificate = { name: 'dmz', sha256: trust, chainPem, anchorPem: chainPem };
  return {
    offer: {
      number: 3,
      listeners: [{ ...listener, certificateId: '1', trust, coming: { certificateId: '2', trust }, proxy }],
      certificates: [
        { id: '1', ...certificate, sealedKey: { encapsulated: 'AAAA', ciphertext: 'BBBB' } },
        { id: '2', ...certificate, sealedKey: { encapsulated: 'CCCC', ciphertext: 'DDDD' } },
      ],
    },
    ...{ revision: 7, changedClients: [clientId], standingsAt: 9 },
    local: { number: 1, outcome: 'not-seen', why: 'nobody came' },
  };
}

export const someVerdict: JudgeAnswer = {
  findings: [
    {
      severity: 'error',
      code: 'CLIENTS_LEFT',
      seen: '2 clients',
      expected: 'none',
      remedy: 'Wait for them.',
    },
  ],
};

/** What version 1 may leave out; `*` is any member. */
export const OPTIONAL_REQUESTS: Record<UpstreamPath, readonly string[]> = {
  sync: ['trouble', 'proofs', 'isUrgent', 'proposed/proxy', 'local/site/proxy'],
  batch: [
    'fetchedRevision',
    'appliedRevision',
    'clockSkewSeconds',
    'version',
    'failures',
    'failures/*/certificateSha256',
    'failures/*/trust',
    'failures/*/message',
  ].map((name) => `entries/*/entry/observations/*/${name}`),
  clients: [],
  enroll: ['headers/*'],
  judge: ['site/proxy'],
};

export const OPTIONAL_ANSWERS: Record<UpstreamPath, readonly string[]> = {
  sync: [
    ...['offer', 'offer/listeners/*/coming', 'offer/listeners/*/proxy', 'offer/certificates/*/sealedKey'],
    ...['local', 'local/why'],
  ],
  batch: [],
  clients: [],
  enroll: ['headers/*'],
  judge: [],
};
