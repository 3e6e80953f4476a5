import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { symlink, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { filesIn, readCertificateFiles } from './certificate-files.ts';
import { readCertificateStore } from './certificate-store.ts';
import { certificatesIn } from './found-certificate.ts';

const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['pc-anna.acme.example'] });

test('a certificate is found with its names, its time and its digest, and never with its key', async () => {
  const [found, ...others] = certificatesIn(
    `${leaf.keyPem}\n${leaf.certificatePem}`,
    '/etc/ssl/certs/own.pem',
  );
  assert.deepEqual(others, []);
  const real = new X509Certificate(leaf.certificatePem);
  assert.equal(found?.sha256, leaf.sha256);
  assert.equal(found?.notAfter, Date.parse(real.validTo));
  assert.equal(found?.serialNumber, real.serialNumber.toLowerCase());
  assert.equal(found?.location, '/etc/ssl/certs/own.pem');
  assert.ok(found?.issuer);
  assert.doesNotMatch(JSON.stringify(found), /PRIVATE|BEGIN/);
});

test('files are looked into, links and other things are not; each certificate counts once', async () => {
  await using folder = await TemporaryFolder.make();
  const der = new X509Certificate(leaf.certificatePem).raw;
  await writeFile(folder.file('a.crt'), ca.certificatePem);
  await writeFile(folder.file('b.pem'), `${leaf.certificatePem}${ca.certificatePem}`);
  await writeFile(folder.file('c.der'), der);
  await writeFile(folder.file('bundle.pem'), `${ca.certificatePem}\n`.repeat(200));
  await writeFile(
    folder.file('broken.pem'),
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  );
  await writeFile(folder.file('note.txt'), ca.certificatePem);
  await symlink(folder.file('a.crt'), folder.file('link.pem'));
  const files = await filesIn(folder.path);
  assert.equal(files.length, 5);
  const found = await readCertificateFiles([...files, folder.file('gone.pem')]);
  assert.deepEqual(
    found.map(({ sha256, location }) => [sha256, location]),
    [
      [ca.sha256, folder.file('a.crt')],
      [leaf.sha256, folder.file('b.pem')],
    ],
  );
  assert.deepEqual(await filesIn(folder.file('none')), []);
});

test('the store of Windows gives them as DER', () => {
  const der = new X509Certificate(leaf.certificatePem).raw.toString('base64');
  const [found, ...others] = readCertificateStore([{ store: 'LocalMachine\\My', der }, { der: 'AAAA' }, {}]);
  assert.deepEqual(others, []);
  assert.deepEqual([found?.sha256, found?.location], [leaf.sha256, 'LocalMachine\\My']);
});
