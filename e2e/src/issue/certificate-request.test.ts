import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { AuditView, CertificateRequestView, CertificateView } from '@causeway/contract/admin';
import { exitCodes } from '@causeway/errors';
import { Installation } from '../constellation/index.ts';
import { InProcessAdmin } from './in-process-admin.ts';
import { openssl, withoutOpenssl } from './openssl.ts';

const hostname = 'inventory.acme.example';

describe('certificate requests, answered by a CA of openssl', { skip: withoutOpenssl }, () => {
  let installation: Installation;
  let admin: InProcessAdmin;
  const file = (name: string) => installation.folder.file(name);

  before(async () => {
    installation = await Installation.start();
    admin = new InProcessAdmin(installation);
    const newKey = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      file('ca.key'),
    ];
    openssl([
      'req',
      '-x509',
      ...newKey,
      '-subj',
      '/O=Acme/CN=Acme Root',
      '-days',
      '30',
      '-out',
      file('ca.pem'),
    ]);
  });
  after(() => installation?.[Symbol.asyncDispose]());

  /** What the CA sends back for the request of that name. */
  async function answer(name: string, format: 'PEM' | 'DER'): Promise<string> {
    const { requestPem } = await admin.json<CertificateRequestView>([...request, 'show', name]);
    const out = file(`${name}.answer`);
    const ca = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'];
    const options = [
      '-req',
      ...ca,
      '-copy_extensions',
      'copy',
      '-days',
      '20',
      '-outform',
      format,
      '-out',
      out,
    ];
    openssl(['x509', ...options], requestPem);
    return out;
  }

  const request = ['certificate', 'request'];
  const create = (name: string, ...options: string[]) => [
    ...request,
    'create',
    name,
    '--hostname',
    hostname,
    ...options,
  ];
  const anchored = () => ['--anchor', file('ca.pem')];

  test('create prints a request that openssl verifies, and no key', async () => {
    const subject = ['--organization', 'Acme', '--country', 'DE', '--key-type', 'rsa-3072'];
    const pem = await installation.run(create('shop', ...subject));
    const text = openssl(['req', '-verify', '-noout', '-text'], pem);
    assert.match(text, /verify OK/i);
    assert.match(text, /C ?= ?DE, O ?= ?Acme, CN ?= ?inventory\.acme\.example/);
    assert.match(text, /DNS:inventory\.acme\.example/);
    assert.doesNotMatch(pem, /PRIVATE/);
  });

  test('list and show tell what waits, and no key', async () => {
    const [waiting, ...others] = await admin.json<CertificateRequestView[]>([...request, 'list']);
    assert.deepEqual([waiting?.name, waiting?.keyType, others], ['shop', 'rsa-3072', []]);
    const shown = await admin.run([...request, 'show', 'shop']);
    assert.match(
      shown,
      /subject +C=DE, O=Acme, CN=inventory\.acme\.example\n[\s\S]*BEGIN CERTIFICATE REQUEST/,
    );
    assert.doesNotMatch(shown + JSON.stringify(waiting), /PRIVATE/);
  });

  test('the answer for another key is refused, and the request waits on', async () => {
    await admin.run(create('other'));
    const foreign = await answer('other', 'PEM');
    const refused = await admin.causeway([...request, 'answer', 'shop', foreign, ...anchored()]);
    assert.equal(refused.code, exitCodes.input);
    assert.match(refused.stderr, /CERTIFICATE_KEY_MISMATCH[\s\S]*the request other with it/);
    assert.equal((await admin.json<unknown[]>([...request, 'list'])).length, 2);
  });

  for (const [name, format] of [
    ['shop', 'PEM'],
    ['other', 'DER'],
  ] as const) {
    test(`an answer in ${format} becomes a certificate that says what it is`, async () => {
      const shown = await admin.run([...request, 'answer', name, await answer(name, format), ...anchored()]);
      assert.match(
        shown,
        new RegExp(`certificate +${name} \\(imported\\)[\\s\\S]*issuer +O=Acme, CN=Acme Root`),
      );
      const kept = await admin.json<CertificateView>(['certificate', 'show', name]);
      assert.deepEqual(kept.hostnames, [hostname]);
      const { code } = await admin.causeway([...request, 'show', name]);
      assert.equal(code, exitCodes['not-found']);
    });
  }

  test('an import without a key finds the request that it answers', async () => {
    await admin.run(create('renewal'));
    const pem = await answer('renewal', 'PEM');
    const kept = await admin.json<CertificateView>([
      'certificate',
      'import',
      'shop-2027',
      pem,
      ...anchored(),
    ]);
    assert.deepEqual([kept.name, kept.origin], ['shop-2027', 'imported']);
    assert.deepEqual(await admin.json<unknown[]>([...request, 'list']), []);
  });

  test('delete takes the request with its key, so that its answer is of no use', async () => {
    await admin.run(create('gone'));
    const pem = await answer('gone', 'PEM');
    await admin.run([...request, 'delete', 'gone']);
    const { code } = await admin.causeway([...request, 'answer', 'gone', pem, ...anchored()]);
    assert.equal(code, exitCodes['not-found']);
    const imported = await admin.causeway(['certificate', 'import', 'gone', pem, ...anchored()]);
    assert.match(imported.stderr, /CERTIFICATE_KEY_MISSING/);
  });

  test('bad input is refused with its code', async () => {
    await writeFile(file('garbage'), 'garbage');
    const { requestPem } = await admin.json<CertificateRequestView>(create('waiting'));
    await writeFile(file('request.pem'), requestPem);
    for (const [args, code] of [
      [create('waiting'), 'CERTIFICATE_REQUEST_NAME_TAKEN'],
      [create('shop'), 'CERTIFICATE_NAME_TAKEN'],
      [create('land', '--country', 'Germany'), 'REQUEST_INVALID'],
      [[...request, 'create', 'bare', '--hostname', 'server1'], 'HOSTNAME_NOT_QUALIFIED'],
      [[...request, 'answer', 'waiting', file('garbage')], 'CERTIFICATE_MISSING'],
      [[...request, 'answer', 'waiting', file('request.pem')], 'CERTIFICATE_MISSING'],
      [[...request, 'answer', 'nobody', file('garbage')], 'CERTIFICATE_REQUEST_NOT_FOUND'],
    ] as const) {
      const { code: exit, stderr } = await admin.causeway(args);
      assert.match(stderr, new RegExp(`^${code}: `), args.join(' '));
      assert.notEqual(exit, exitCodes.fault);
    }
    assert.equal((await admin.json<unknown[]>([...request, 'list'])).length, 1);
  });

  test('no key is in the audit, in what the server printed, or in the database', async () => {
    const entries = await admin.json<AuditView[]>(['audit']);
    const deeds = entries.map(({ action, subject, outcome }) => `${action} ${subject} ${outcome}`);
    assert.ok(deeds.includes('certificate-request.create shop done'));
    assert.ok(deeds.includes('certificate-request.answer shop CERTIFICATE_KEY_MISMATCH'));
    assert.ok(deeds.includes('certificate-request.delete gone done'));
    assert.doesNotMatch(JSON.stringify(entries) + installation.server.output, /PRIVATE KEY/);
    assert.ok(!(await readFile(file('data/provisioning.sqlite'))).includes('PRIVATE KEY'));
  });
});
