import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { implicit } from '../der/write-der.ts';
import { parseCertificate } from '../read/parsed-certificate.ts';
import type { CertificateMaterial } from '../read/read-certificate.ts';
import { readCertificate } from '../read/read-certificate.ts';
import { openssl, withoutOpenssl } from '../testing/openssl.ts';
import { shakeHands } from '../testing/shake-hands.ts';
import { buildCertificate } from './build-certificate.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, subjectAltName } from './extensions.ts';
import { issueLeaf } from './issue-leaf.ts';
import {
  BACKDATED_MS,
  INTERMEDIATE_VALID_MS,
  makeIntermediate,
  makeRoot,
  ROOT_VALID_MS,
} from './make-authority.ts';
import { serialNumber } from './serial-number.ts';

const DAY_MS = 86_400_000;
const now = Math.floor(Date.now() / 1000) * 1000;
const hostname = 'inventory.acme.example';

const root = await makeRoot({ generation: 1, now });
const intermediate = await makeIntermediate({
  generation: 2,
  root: root.authority,
  rootKeyPem: root.keyPem,
  domains: ['acme.example', 'localhost'],
  now,
});

function issue(hostnames: readonly string[], notAfter = now + 90 * DAY_MS): Promise<CertificateMaterial> {
  return issueLeaf({
    hostnames,
    root: root.authority,
    intermediate: intermediate.authority,
    intermediateKeyPem: intermediate.keyPem,
    now,
    notAfter,
  });
}

/** What somebody with the intermediate's key could sign, whatever this product refuses. */
function signByHand(names: readonly (string | Uint8Array)[]) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = buildCertificate({
    subject: 'made by hand',
    issuer: intermediate.authority.name,
    serial: serialNumber(),
    notBefore: now - BACKDATED_MS,
    notAfter: now + DAY_MS,
    publicKey,
    signingKey: createPrivateKey(intermediate.keyPem),
    hash: 'sha256',
    extensions: [
      basicConstraints('end-entity'),
      keyUsage(['digitalSignature']),
      extendedKeyUsage(['serverAuth']),
      subjectAltName(names),
    ],
  });
  return {
    chainPem: parseCertificate(der).pem + intermediate.authority.certificatePem,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    anchorPem: root.authority.certificatePem,
  };
}

describe('handshakes under the internal CA, with the root alone as anchor', () => {
  for (const [names, dialed] of [
    [[hostname], hostname],
    [['*.acme.example'], hostname],
    [['other.acme.example', 'acme.example'], 'acme.example'],
    [['beta.localhost'], 'beta.localhost'],
  ] as const) {
    test(`a client trusts ${names.join(', ')} at ${dialed}`, async () => {
      assert.equal(await shakeHands({ ...(await issue(names)), hostname: dialed }), 'trusted');
    });
  }

  test('a client that trusts another root refuses it', async () => {
    const other = await makeRoot({ generation: 1, now });
    const anchorPem = other.authority.certificatePem;
    const outcome = await shakeHands({ ...(await issue([hostname])), anchorPem, hostname });
    assert.match(outcome, /^unable to (get|verify)|self-signed certificate in certificate chain/);
  });

  test('made by hand inside the domains, a leaf is trusted: what follows is refused for its names alone', async () => {
    assert.equal(await shakeHands({ ...signByHand([hostname]), hostname }), 'trusted');
  });

  for (const outside of ['www.bank.example', 'notacme.example', 'example', '*.example']) {
    test(`a leaf for ${outside} that was made with the stolen key is refused`, async () => {
      const refusal = await shakeHands({ ...signByHand([hostname, outside]), hostname });
      assert.equal(refusal, 'permitted subtree violation');
    });
  }

  for (const [address, bytes] of [
    ['127.0.0.1', [127, 0, 0, 1]],
    ['::1', [...Array(15).fill(0), 1]],
  ] as const) {
    test(`a leaf for the address ${address} that was made with the stolen key is refused`, async () => {
      const names = [hostname, implicit(7, Uint8Array.from(bytes))];
      assert.equal(await shakeHands({ ...signByHand(names), hostname }), 'excluded subtree violation');
    });
  }
});

describe('what the internal CA makes', () => {
  test('a root of ten years that signs intermediates alone', () => {
    const { certificatePem, name, domains, sha256 } = root.authority;
    const parsed = parseCertificate(certificatePem);
    assert.deepEqual(parsed.basicConstraints, { ca: true, pathLength: 1 });
    assert.deepEqual(parsed.keyUsage, new Set(['keyCertSign', 'cRLSign']));
    assert.ok(parsed.isSelfSigned);
    assert.equal(parsed.sha256, sha256);
    assert.match(name, /^Causeway root [0-9a-f]{8}$/);
    assert.deepEqual(domains, []);
    assert.equal(parsed.notBefore, now - BACKDATED_MS);
    assert.equal(parsed.notAfter, now + ROOT_VALID_MS);
  });

  test('an intermediate of at most five years, constrained to the domains', () => {
    const { certificatePem, issuerSha256, domains } = intermediate.authority;
    const parsed = parseCertificate(certificatePem);
    assert.deepEqual(parsed.basicConstraints, { ca: true, pathLength: 0 });
    assert.ok(parsed.nameConstraints);
    assert.deepEqual(parsed.purposes, ['1.3.6.1.5.5.7.3.1']);
    assert.equal(issuerSha256, root.authority.sha256);
    assert.deepEqual(domains, ['acme.example', 'localhost']);
    assert.equal(parsed.notAfter, now + INTERMEDIATE_VALID_MS);
    assert.ok(INTERMEDIATE_VALID_MS <= 5 * 365.25 * DAY_MS);
  });

  test('an intermediate that ends with its root, however late it is made', async () => {
    const late = now + ROOT_VALID_MS - DAY_MS;
    const options = { generation: 3, root: root.authority, rootKeyPem: root.keyPem, now: late };
    const made = await makeIntermediate({ ...options, domains: ['acme.example'] });
    assert.equal(made.authority.notAfter, root.authority.notAfter);
  });

  test('a leaf that is valid for a clock an hour behind, and no longer than its intermediate', async () => {
    const leaf = await issue([hostname], intermediate.authority.notAfter + DAY_MS);
    assert.equal(leaf.notBefore, now - BACKDATED_MS);
    assert.equal(leaf.notAfter, intermediate.authority.notAfter);
    const parsed = parseCertificate(leaf.chainPem);
    assert.deepEqual(parsed.basicConstraints, { ca: false });
    assert.deepEqual(parsed.keyUsage, new Set(['digitalSignature']));
    assert.deepEqual(parsed.purposes, ['1.3.6.1.5.5.7.3.1']);
  });

  test('serial numbers of 17 bytes that do not repeat', async () => {
    const leaves = await Promise.all([issue([hostname]), issue([hostname])]);
    const [one = '', two = ''] = leaves.map(({ chainPem }) => new X509Certificate(chainPem).serialNumber);
    assert.match(one, /^4C[0-9A-F]{32}$/);
    assert.notEqual(one, two);
  });

  test('material that reads back as it was made', async () => {
    const leaf = await issue([hostname]);
    const { chainPem: pem, keyPem: key, anchorPem: anchor } = leaf;
    assert.deepEqual(readCertificate({ pem, key, anchor }), leaf);
  });
});

test('openssl agrees, strictly, and shows the constraints', { skip: withoutOpenssl }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-ca-'));
  try {
    const leaf = await issue([hostname]);
    const file = async (name: string, pem: string) => {
      await writeFile(join(folder, name), pem);
      return join(folder, name);
    };
    const leafFile = await file('leaf.pem', leaf.chainPem);
    const untrusted = await file('intermediate.pem', intermediate.authority.certificatePem);
    const anchor = await file('root.pem', root.authority.certificatePem);
    const strictly = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', hostname];
    const verified = openssl(['verify', ...strictly, '-CAfile', anchor, '-untrusted', untrusted, leafFile]);
    assert.match(verified, /leaf\.pem: OK/);
    const shown = openssl(['x509', '-in', untrusted, '-noout', '-text']);
    assert.match(
      shown,
      /Name Constraints: critical\s+Permitted:\s+DNS:acme\.example\s+DNS:localhost\s+Excluded:/,
    );
    assert.match(shown, /IP:0\.0\.0\.0\/0\.0\.0\.0\s+IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
