import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import type { AuditView, AuthorityView, CertificateView } from '@causeway/contract/admin';
import { exitCodes } from '@causeway/errors';
import { Installation } from '../constellation/index.ts';
import { InProcessAdmin } from './in-process-admin.ts';
import { openssl, withoutOpenssl } from './openssl.ts';

const hostname = 'acme.localhost';

describe('the internal CA of a real installation', () => {
  let installation: Installation;
  let admin: InProcessAdmin;
  let rootPem = '';

  before(async () => {
    installation = await Installation.start();
    admin = new InProcessAdmin(installation);
    const site = ['--hostname', hostname, '--http-port', String(installation.httpPort)];
    await installation.run(['tenant', 'create', 'acme', ...site]);
  });
  after(() => installation?.[Symbol.asyncDispose]());

  const create = (name: string, ...options: string[]) => [
    ...['certificate', 'create', name, '--issuer', 'internal', '--hostname'],
    ...options,
  ];

  test('is not there before its first use', async () => {
    for (const verb of ['show', 'export']) {
      const { code, stderr } = await admin.causeway(['authority', verb]);
      assert.equal(code, exitCodes['not-found']);
      assert.match(stderr, /AUTHORITY_MISSING[\s\S]*--issuer internal/);
    }
  });

  test("refuses a name outside the tenants' domains with code, domains and remedy, and makes nothing", async () => {
    const { code, stderr } = await admin.causeway(create('bank', hostname, 'www.bank.example'));
    assert.equal(code, exitCodes.input);
    assert.match(stderr, /CERTIFICATE_OUTSIDE_DOMAINS/);
    assert.match(stderr, /seen: +www\.bank\.example\n/);
    assert.match(stderr, /expected: +names in localhost\n/);
    const { code: shown } = await admin.causeway(['authority', 'show']);
    assert.equal(shown, exitCodes['not-found']);
  });

  test('issues, and shows and exports its root', async () => {
    const made = await installation.json<CertificateView>(create('acme', hostname, '--valid-days', '30'));
    assert.deepEqual([made.origin, made.hostnames], ['internal', [hostname]]);
    assert.ok(made.daysLeft > 29 && made.daysLeft <= 30);
    rootPem = await installation.run(['authority', 'export']);
    const root = new X509Certificate(rootPem);
    const fingerprint = root.fingerprint256.replaceAll(':', '').toLowerCase();
    assert.equal(made.anchorSha256, fingerprint);
    const view = await admin.json<AuthorityView>(['authority', 'show']);
    assert.equal(view.root.sha256, fingerprint);
    assert.deepEqual(
      view.intermediates.map(({ domains }) => domains),
      [['localhost']],
    );
    const text = await admin.run(['authority', 'show']);
    assert.match(text, new RegExp(`${fingerprint}[\\s\\S]*INTERMEDIATE +ENDS +DOMAINS[\\s\\S]*localhost`));
    assert.doesNotMatch(JSON.stringify([made, view, text]), /PRIVATE/);
  });

  test('openssl verifies what was issued by the exported root alone', { skip: withoutOpenssl }, async () => {
    const { chainPem } = await admin.json<CertificateView>(['certificate', 'show', 'acme']);
    const leaf = new X509Certificate(chainPem).toString();
    const [chain, root] = [installation.folder.file('chain.pem'), installation.folder.file('root.pem')];
    await Promise.all([writeFile(chain, chainPem), writeFile(root, rootPem)]);
    const strictly = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', hostname];
    assert.match(openssl(['verify', ...strictly, '-CAfile', root, '-untrusted', chain], leaf), /stdin: OK/);
  });

  test('a tenant serves it, and a client that has the exported root alone trusts it', async () => {
    const port = installation.httpsPort;
    const site = ['--binding', 'http+https', '--https-port', String(port), '--certificate', 'acme'];
    await admin.run(['tenant', 'configure', 'acme', ...site]);
    const asked = request({ host: 'localhost', port, servername: hostname, ca: rootPem, agent: false });
    asked.end();
    const [response] = await once(asked, 'response');
    response.resume();
    assert.ok(response.statusCode < 500);
  });

  test('keeps its root over a restart', async () => {
    await installation.server.stop();
    await installation.serve();
    const { anchorPem } = await admin.json<CertificateView>(create('second', 'other.localhost'));
    assert.ok(new X509Certificate(anchorPem).raw.equals(new X509Certificate(rootPem).raw));
  });

  test('the audit names what was made by whom; no key is in it, nor in what the server printed', async () => {
    const entries = await admin.json<AuditView[]>(['audit']);
    const deeds = entries.map(({ action, actor, outcome }) => `${actor} ${action} ${outcome}`);
    for (const deed of [
      'ada authority.create-root done',
      'ada authority.create-intermediate done',
      'ada certificate.create done',
      'ada certificate.create CERTIFICATE_OUTSIDE_DOMAINS',
    ])
      assert.ok(deeds.includes(deed), deed);
    assert.doesNotMatch(JSON.stringify(entries) + installation.server.output, /PRIVATE KEY/);
    const database = await readFile(installation.folder.file('data', 'provisioning.sqlite'));
    assert.ok(!database.includes('PRIVATE KEY'));
  });
});
