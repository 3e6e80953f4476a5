import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CertificateView, ExpiryView } from '@causeway/contract/admin';
import { listCertificates } from './certificate-list.ts';

function certificate(name: string, origin: string, hostnames: string[]): CertificateView {
  return {
    ...{ id: name, name, origin, subject: '', issuer: '', hostnames, notBefore: 0, notAfter: 0, daysLeft: 0 },
    ...{ sha256: name, anchorSha256: '', chainPem: '', anchorPem: '', renewal: 'by-hand', hasKey: true },
    usedBy: [],
  };
}

function ending(name: string, notAfter: number, kind: ExpiryView['kind'] = 'certificate'): ExpiryView {
  return { kind, name, sha256: name, notAfter, daysLeft: 1, severity: 'ok', nextStepAt: null, users: [] };
}

const all = [
  certificate('shop', 'acme', ['shop.acme.example']),
  certificate('inventory', 'imported', ['inventory.acme.example', '*.beta.example']),
  certificate('old', 'imported', ['old.acme.example']),
];
const ends = [ending('inventory', 20), ending('shop', 30), ending('old', 10)];
const namesOf = (view: Parameters<typeof listCertificates>[2]) =>
  listCertificates(all, ends, view).map(({ certificate: { name } }) => name);

describe('The list of certificates', () => {
  test('has the nearest end first, or the names in their order', () => {
    assert.deepEqual(namesOf({}), ['old', 'inventory', 'shop']);
    assert.deepEqual(namesOf({ order: 'name' }), ['inventory', 'old', 'shop']);
  });

  test('is searched by name and by hostname, in any case', () => {
    assert.deepEqual(namesOf({ q: ' BETA ' }), ['inventory']);
    assert.deepEqual(namesOf({ q: 'shop' }), ['shop']);
    assert.deepEqual(namesOf({ q: 'nothing' }), []);
  });

  test('shows one origin alone', () => {
    assert.deepEqual(namesOf({ origin: 'imported' }), ['old', 'inventory']);
  });

  test('takes the end of an anchor that is called like a certificate for no end of its own', () => {
    const [shop] = listCertificates(all.slice(0, 1), [ending('shop', 5, 'anchor'), ending('shop', 30)], {});
    assert.equal(shop?.end.notAfter, 30);
  });
});
