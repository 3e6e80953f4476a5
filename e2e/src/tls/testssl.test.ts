import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, suite, type TestContext, test } from 'node:test';
import type { CertificateView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { Api, ensureDebianPackage, Installation } from '../constellation/index.ts';
import { openssl, withoutOpenssl } from '../issue/openssl.ts';
import {
  alarmsOf,
  type Explanation,
  missedOf,
  ofAPrivateCa,
  ofAskingWithoutAName,
  ofHangingUpEarly,
  ofTheScanner,
} from './judge-findings.ts';
import { scan } from './testssl.ts';

const missing = ensureDebianPackage('testssl.sh', 'testssl');
const skip = missing !== undefined && process.env.CI !== 'true' && missing;
const HOSTNAME = 'acme.localhost';
const EVERYWHERE = [ofTheScanner, ofHangingUpEarly, ofAPrivateCa];
/** Four times what three scans take on two cores at rest. */
const LIMIT_MS = 480_000;

suite('testssl.sh finds nothing above LOW', { skip, timeout: LIMIT_MS }, () => {
  let installation: Installation;
  let api: Api;
  before(async () => {
    installation = await Installation.start();
    api = new Api(installation);
    const { httpPort, httpsPort } = installation;
    await api.must('POST', '/tenants', { name: 'acme', hostname: HOSTNAME, httpPort, httpsPort });
  });
  after(() => installation[Symbol.asyncDispose]());

  test('at a binding with an ECDSA certificate of the internal CA', async (context) => {
    const ecdsa = { name: 'ecdsa', hostnames: [HOSTNAME] };
    const { anchorPem } = await api.must<CertificateView>('POST', '/certificates/internal', ecdsa);
    await api.configure('acme', { binding: 'http+https', certificate: 'ecdsa' });
    await judge(context, anchorPem);
  });

  test('at a binding with an imported RSA certificate', async (context) => {
    const ca = createTestCa({ algorithm: 'rsa-3072' });
    const { chainPem, keyPem } = ca.issue({ hostnames: [HOSTNAME], algorithm: 'rsa-2048' });
    const rsa = { name: 'rsa', pem: chainPem, key: keyPem, anchor: ca.certificatePem };
    await api.must('POST', '/certificates/import', rsa);
    await api.configure('acme', { binding: 'https', certificate: 'rsa' });
    await judge(context, ca.certificatePem);
  });

  test('at the console, as it is after the first start', async (context) => {
    const anchorFile = installation.folder.file('data', 'console.pem');
    const target = { hostname: 'localhost', port: installation.consolePort, anchorFile };
    await assertQuiet(context, target, EVERYWHERE);
  });

  test('a binding renegotiates securely or not at all, asked with SNI', {
    skip: withoutOpenssl,
  }, async () => {
    const name = ['-servername', HOSTNAME, '-verify_hostname', HOSTNAME, '-verify_return_error'];
    const trust = ['-CAfile', installation.folder.file('anchor.pem')];
    const place = [
      's_client',
      '-connect',
      `127.0.0.1:${installation.httpsPort}`,
      '-tls1_2',
      ...name,
      ...trust,
    ];
    assert.match(openssl(place), /Secure Renegotiation IS supported/);
    assert.throws(() => openssl(place, 'R\n'), /RENEGOTIATING[\s\S]*no renegotiation/);
  });

  async function judge(context: TestContext, anchorPem: string): Promise<void> {
    const anchorFile = installation.folder.file('anchor.pem');
    await writeFile(anchorFile, anchorPem);
    const target = { hostname: HOSTNAME, port: installation.httpsPort, anchorFile };
    await assertQuiet(context, target, [...EVERYWHERE, ofAskingWithoutAName]);
  }

  async function assertQuiet(
    context: TestContext,
    target: { hostname: string; port: number; anchorFile: string },
    explanations: readonly Explanation[],
  ): Promise<void> {
    const reportFile = installation.folder.file(`${crypto.randomUUID()}.json`);
    const findings = await scan({ ...target, reportFile });
    context.diagnostic(`${findings.length} findings`);
    assert.deepEqual(alarmsOf(findings, explanations), []);
    assert.deepEqual(missedOf(findings), []);
  }
});
