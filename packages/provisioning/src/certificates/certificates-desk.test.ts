import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { createTestCa } from '@causeway/testkit';
import { RequestsDesk } from '../requests/requests-desk.ts';
import { addTenant, openTestStore } from '../testing/open-store.ts';
import { CertificatesDesk } from './certificates-desk.ts';
import { viewCertificate, viewCertificates } from './view-certificate.ts';

const DAY_MS = 86_400_000;
const ca = createTestCa();
const issuing = ca.intermediate();
const leaf = issuing.issue({ hostnames: ['inventory.acme.example', '*.beta.example'] });
const anchor = ca.certificatePem;
const whole = { pem: leaf.chainPem, key: leaf.keyPem, anchor };
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const now = () => Date.now();

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof CausewayError && error.code === code;

describe('CertificatesDesk imports', () => {
  test('files in base64 as it does text', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    const text = await desk.import({ name: 'text', ...whole });
    const files = { file: base64(leaf.chainPem), keyFile: base64(leaf.keyPem), anchorFile: base64(anchor) };
    const file = await desk.import({ name: 'file', ...files });
    assert.deepEqual({ ...file, id: text.id, name: 'text', createdAt: text.createdAt }, text);
    assert.equal(text.sha256, leaf.sha256);
  });

  test('one part, given once', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    await assert.rejects(desk.import({ name: 'none' }), refusedWith('REQUEST_INVALID'));
    await assert.rejects(
      desk.import({ name: 'two', ...whole, file: base64(leaf.chainPem) }),
      refusedWith('REQUEST_INVALID'),
    );
    await assert.rejects(
      desk.import({ name: 'two', ...whole, keyFile: base64(leaf.keyPem) }),
      refusedWith('REQUEST_INVALID'),
    );
  });

  test('never over what is there: a refusal leaves every certificate and tenant as it was', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    const live = await desk.import({ name: 'live', ...whole });
    await addTenant(store, 'acme', 'inventory.acme.example');
    const before = [await store.certificates.list(), await store.tenants.list()];
    const other = issuing.issue({ hostnames: ['inventory.acme.example'] });
    const half = base64(leaf.chainPem.slice(0, 700));
    const refusals: [string, Parameters<CertificatesDesk['import']>[0]][] = [
      ['CERTIFICATE_NAME_TAKEN', { name: 'live', pem: other.chainPem, key: other.keyPem, anchor }],
      ['CERTIFICATE_KEY_MISMATCH', { name: 'live', pem: leaf.chainPem, key: other.keyPem, anchor }],
      ['CERTIFICATE_KEY_MISSING', { name: 'live', pem: leaf.chainPem, anchor }],
      ['CERTIFICATE_MALFORMED', { name: 'live', file: half, anchor }],
      ['CERTIFICATE_PFX_MALFORMED', { name: 'live', file: base64(Buffer.from('30050201033000', 'hex')) }],
      ['CERTIFICATE_TOO_LARGE', { name: 'live', file: base64(Buffer.alloc(1_100_000, '0')) }],
    ];
    for (const [code, body] of refusals) {
      await assert.rejects(desk.import(body), refusedWith(code), code);
      if (code !== 'CERTIFICATE_NAME_TAKEN')
        await assert.rejects(desk.inspect(body), refusedWith(code), code);
    }
    assert.deepEqual([await store.certificates.list(), await store.tenants.list()], before);
    assert.deepEqual(await desk.get('live'), live);
  });

  test('a certificate whose key stays elsewhere, and shows that it does', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    const kept = await desk.import({ name: 'proxied', pem: leaf.chainPem, anchor, withoutKey: true });
    assert.deepEqual([kept.keyPem, kept.renewal, kept.sha256], ['', 'by-hand', leaf.sha256]);
    assert.deepEqual(await desk.get('proxied'), kept);
    await desk.import({ name: 'whole', ...whole });
    const views = await viewCertificates({ certificates: desk, now });
    const shown = Object.fromEntries(views.map(({ name, hasKey }) => [name, hasKey]));
    assert.deepEqual(shown, { proxied: false, whole: true });
    assert.equal((await viewCertificate(kept, { certificates: desk, now })).hasKey, false);
    await assert.rejects(desk.setRenewal('proxied', 'automatic'), refusedWith('RENEWAL_IMPOSSIBLE'));
  });

  test('a key that comes along is not kept when it was said to stay elsewhere', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    assert.equal((await desk.import({ name: 'dropped', ...whole, withoutKey: true })).keyPem, '');
  });

  test('many at once, one after another', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map((name) => desk.import({ name, ...whole })));
    assert.deepEqual((await desk.list()).map(({ name }) => name).sort(), names);
  });
});

describe('CertificatesDesk inspects', () => {
  test('what an import would keep, and keeps nothing', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    const seen = await desk.inspect(whole);
    assert.deepEqual(await desk.list(), []);
    assert.deepEqual(
      [seen.sha256, seen.key, seen.hostnames],
      [leaf.sha256, 'EC prime256v1', ['inventory.acme.example', '*.beta.example']],
    );
    assert.deepEqual(
      seen.chain.map(({ sha256 }) => sha256),
      [leaf.sha256, issuing.sha256],
    );
    assert.equal(seen.anchor.sha256, ca.sha256);
    assert.deepEqual([seen.findings, seen.fits], [[], []]);
    assert.doesNotMatch(JSON.stringify(seen), /PRIVATE/);
  });

  test('whose hostname it would match, with what is to say of each', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    await addTenant(store, 'acme', 'inventory.acme.example');
    await addTenant(store, 'beta', 'shop.beta.example');
    await addTenant(store, 'gamma', 'inventory.gamma.example');
    const soon = { ...whole, ...issueUntil(now() + 10 * DAY_MS) };
    const { fits, findings } = await desk.inspect(soon);
    assert.deepEqual(
      fits.map(({ tenant, hostname }) => [tenant, hostname]),
      [
        ['acme', 'inventory.acme.example'],
        ['beta', 'shop.beta.example'],
      ],
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['CERTIFICATE_EXPIRES_SOON'],
    );
    assert.deepEqual(fits[0]?.findings.map(({ code }) => code).sort(), [
      'CERTIFICATE_EXPIRES_SOON',
      'CERTIFICATE_SHORTER_THAN_ACTIVE_WINDOW',
    ]);
  });

  test('one that is kept as the files that it came from', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    await addTenant(store, 'acme', 'inventory.acme.example');
    const { daysLeft: _then, ...asFiles } = await desk.inspect(whole);
    await desk.import({ name: 'live', ...whole });
    const { daysLeft: _now, ...asKept } = await desk.inspectKept('live');
    assert.deepEqual(asKept, asFiles);
    assert.doesNotMatch(JSON.stringify(asKept), /PRIVATE/);
    await assert.rejects(desk.inspectKept('nosuch'), refusedWith('CERTIFICATE_NOT_FOUND'));
  });

  test('a key that stays elsewhere as a fault where no proxy stands in front', async () => {
    await using store = await openTestStore();
    const desk = new CertificatesDesk(store, now);
    await addTenant(store, 'acme', 'inventory.acme.example');
    const beta = await addTenant(store, 'beta', 'shop.beta.example');
    const site = (await store.tenants.find(beta))?.saved;
    assert.ok(site);
    await store.tenants.update(beta, { saved: { ...site, proxy: { from: ['10.0.0.5'], port: 8080 } } });
    const { findings, fits } = await desk.inspect({ pem: leaf.chainPem, anchor, withoutKey: true });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      fits.map((fit) => [fit.tenant, ...fit.findings.map(({ code }) => code)]),
      [['acme', 'CERTIFICATE_KEY_ELSEWHERE'], ['beta']],
    );
  });

  test('the answer to a request as that', async () => {
    await using store = await openTestStore();
    const requests = new RequestsDesk(store, now);
    const desk = new CertificatesDesk(store, now, requests);
    const request = await requests.create({ name: 'shop', hostnames: ['shop.beta.example'] });
    const keyPem = await store.certificateRequests.findKey(request.publicKeySha256);
    const privateKey = createPrivateKey(keyPem ?? '');
    const keys = { privateKey, publicKey: createPublicKey(privateKey) };
    const { chainPem: pem } = issuing.issue({ hostnames: ['shop.beta.example'], keys });
    const seen = await desk.inspect({ pem, anchor });
    assert.equal(seen.request, 'shop');
    assert.equal((await requests.list()).length, 1);
    await desk.import({ name: 'kept', file: base64(pem), anchor });
    assert.equal((await requests.list()).length, 0);
  });
});

function issueUntil(notAfter: number) {
  const { chainPem, keyPem } = issuing.issue({
    hostnames: ['inventory.acme.example', '*.beta.example'],
    notAfter,
  });
  return { pem: chainPem, key: keyPem };
}
