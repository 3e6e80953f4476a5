import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId, type Listener } from '@causeway/contract';
import { someCertificate } from '@causeway/store/testing';
import { checkProxiedMove } from './check-proxied-move.ts';

const named = (name: string, anchorSha256: string): StoredCertificate =>
  someCertificate({ id: asId<CertificateId>(name), name, anchorSha256, keyPem: '' });
const old = named('old', 'anchor-a');
const renewed = named('renewed', 'anchor-a');
const foreign = named('foreign', 'anchor-b');
const certificates = new Map([old, renewed, foreign].map((one) => [one.id, one]));

const proxy = { from: ['10.0.0.5'], port: 8080 };
const listener = ({ id }: StoredCertificate, parts: Partial<Listener> = {}): Listener => ({
  ...{ scheme: 'https', hostname: 'inventory.acme.example', port: 443, serves: 'everything' },
  ...{ certificateId: id, proxy, ...parts },
});
const direct = ({ id }: StoredCertificate): Listener => {
  const { proxy: _proxy, ...rest } = listener(old);
  return { ...rest, certificateId: id };
};
const codes = (before: Listener, coming: Listener) =>
  checkProxiedMove({ before: [before], coming: [coming], certificates }).map(({ severity, code, remedy }) => {
    assert.ok(severity === 'error' && remedy);
    return code;
  });

test('a certificate that clients of the old one accept may take its place at a proxy', () => {
  assert.deepEqual(codes(listener(old), listener(renewed)), []);
  assert.deepEqual(codes(listener(old), listener(foreign, { alsoTrusts: ['anchor-a'] })), []);
});

test('one under another anchor may not, where no client could try it first', () => {
  assert.deepEqual(codes(listener(old), listener(foreign)), ['PROXY_ANCHOR_CHANGES']);
  const both = listener(old, { alsoTrusts: ['anchor-c'] });
  assert.deepEqual(codes(both, listener(renewed)), ['PROXY_ANCHOR_CHANGES']);
});

test('another anchor at another port, and without a proxy, is for the crossing', () => {
  assert.deepEqual(codes(listener(old), listener(foreign, { port: 8443 })), []);
  assert.deepEqual(codes(direct(old), direct(foreign)), []);
});

test('a proxy comes, goes or moves with the certificate that is served, and not with another', () => {
  const moved = { proxy: { ...proxy, port: 8081 } };
  assert.deepEqual(codes(direct(old), listener(old)), []);
  assert.deepEqual(codes(listener(old), direct(old)), []);
  assert.deepEqual(codes(listener(old), listener(old, moved)), []);
  for (const [before, coming] of [
    [direct(old), listener(renewed)],
    [listener(old), direct(renewed)],
    [listener(old), listener(renewed, moved)],
  ] as const)
    assert.deepEqual(codes(before, coming), ['PROXY_MOVE_CHANGES_CERTIFICATE']);
});
