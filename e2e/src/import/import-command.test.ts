import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { connect } from 'node:tls';
import type { CertificateInspection, CertificateView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { Installation } from '../constellation/index.ts';

const HOSTNAME = 'inventory.acme.localhost';
/** Made for one run. */
const PASSWORD = crypto.randomUUID();
const missing = ensureDebianPackage('openssl', 'openssl');
const ca = createTestCa();
const issuing = ca.intermediate();
const leaf = issuing.issue({ hostnames: [HOSTNAME], algorithm: 'rsa-2048' });
let installation: Installation;

const file = (name: string) => installation.folder.file(name);

/** As older Windows exports it: RC2 around the certificates, 3DES around the key, the whole chain inside. */
async function exportPfx(name: string): Promise<void> {
  await writeFile(file('leaf.pem'), leaf.certificatePem + leaf.keyPem, { mode: 0o600 });
  await writeFile(file('above.pem'), issuing.certificatePem + ca.certificatePem);
  await writeFile(file('password'), `${PASSWORD}\n`, { mode: 0o600 });
  const pass = `file:${file('password')}`;
  const from = ['-in', file('leaf.pem'), '-certfile', file('above.pem'), '-out', file(name)];
  execFileSync('openssl', ['pkcs12', '-export', '-legacy', ...from, '-passout', pass]);
}

/** SHA-256 of what the tenant's port presents. */
function presented(): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = {
    host: 'localhost',
    port: installation.httpsPort,
    servername: HOSTNAME,
    ca: ca.certificatePem,
  };
  const socket = connect(options, () => {
    resolve(socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase());
    socket.end();
  });
  socket.on('error', reject);
  return promise;
}

/** Name and SHA-256; the console has a certificate of its own. */
async function imported(): Promise<string[][]> {
  const views = await installation.json<CertificateView[]>(['certificate', 'list']);
  return views.filter(({ origin }) => origin === 'imported').map(({ name, sha256 }) => [name, sha256]);
}

describe('causeway certificate import', {
  skip: process.env.CI === 'true' ? false : (missing ?? false),
}, () => {
  before(async () => {
    installation = await Installation.start();
    const { httpPort, httpsPort } = installation;
    const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
    await installation.run([
      'tenant',
      'create',
      'acme',
      '--hostname',
      HOSTNAME,
      '--binding',
      'http',
      ...ports,
    ]);
    await exportPfx('old.pfx');
  });
  after(() => installation?.[Symbol.asyncDispose]());

  const command = (...args: string[]) => [
    'certificate',
    'import',
    'acme',
    file('old.pfx'),
    '--password-file',
    file('password'),
    ...args,
  ];

  test('shows with --dry-run what a PFX holds and fits, and keeps nothing', async () => {
    const text = await installation.run(command('--dry-run'));
    for (const part of [HOSTNAME, 'RSA 2048 bits', leaf.sha256, issuing.name, ca.sha256, `acme (${HOSTNAME}`])
      assert.ok(text.includes(part), part);
    assert.doesNotMatch(text, /PRIVATE|is imported/);
    const seen = await installation.json<CertificateInspection>(command('--dry-run'));
    assert.deepEqual(
      seen.fits.map(({ tenant }) => tenant),
      ['acme'],
    );
    assert.deepEqual(await imported(), []);
  });

  test('imports it, and the tenant serves it', async () => {
    assert.match(await installation.run(command()), /SHA-256[\s\S]*Certificate acme is imported\./);
    await installation.run([
      'tenant',
      'configure',
      'acme',
      '--binding',
      'http+https',
      '--certificate',
      'acme',
    ]);
    assert.equal(await presented(), leaf.sha256);
  });

  test('what is refused has its exit code and leaves what is served alone', async () => {
    await writeFile(file('wrong'), 'wrong\n');
    await writeFile(file('leaf-alone.pem'), leaf.certificatePem);
    for (const [code, exit, args] of [
      ['CERTIFICATE_PFX_PASSWORD_WRONG', 2, ['new', file('old.pfx'), '--password-file', file('wrong')]],
      ['CERTIFICATE_PFX_PASSWORD_REQUIRED', 2, ['new', file('old.pfx')]],
      ['CERTIFICATE_KEY_MISSING', 2, ['new', file('leaf-alone.pem'), '--chain', file('above.pem')]],
      ['CERTIFICATE_NAME_TAKEN', 4, ['acme', file('old.pfx'), '--password-file', file('password')]],
    ] as const) {
      const result = await installation.causeway(['certificate', 'import', ...args]);
      assert.equal(result.code, exit, result.stderr);
      assert.match(result.stderr, new RegExp(`${code}[^]*seen:[^]*remedy:`));
      assert.ok(!(result.stdout + result.stderr).includes(PASSWORD));
    }
    assert.equal(await presented(), leaf.sha256);
    assert.deepEqual(await imported(), [['acme', leaf.sha256]]);
  });

  test('certificate check takes the same file', async () => {
    const args = [
      'certificate',
      'check',
      file('old.pfx'),
      '--password-file',
      file('password'),
      '--hostname',
      HOSTNAME,
    ];
    assert.match(await installation.run(args), /This certificate is usable\./);
    const other = await installation.causeway([...args.slice(0, -1), 'other.acme.localhost']);
    assert.equal(other.code, 5);
    assert.match(other.stdout, /CERTIFICATE_NAME_MISMATCH/);
  });
});
