import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, generateTestKeys, type KeyAlgorithm } from '@causeway/testkit';
import { checkKeyStrength } from '../check/check-strength.ts';
import { hasErrors } from '../check/finding.ts';
import { parseCertificate } from './parsed-certificate.ts';
import { type CertificateInput, readCertificate } from './read-certificate.ts';
import { refusedWith } from './testing/refused-with.ts';

const SUPPORTED: readonly KeyAlgorithm[] = [
  'ecdsa-p256',
  'ecdsa-p384',
  'ecdsa-p521',
  'ed25519',
  'rsa-2048',
  'rsa-pss-2048',
];
const UNSUPPORTED: readonly KeyAlgorithm[] = [
  'ecdsa-secp256k1',
  'ecdsa-brainpool256',
  'ecdsa-p224',
  'ed448',
  'rsa-1024',
];

const root = createTestCa({ name: 'Root' });
const good = root.issue();
const whole = [good.certificatePem, good.keyPem, root.certificatePem];

/** A key of that kind in each place that a certificate can have. */
function inputsWith(algorithm: KeyAlgorithm): Record<string, CertificateInput> {
  const ca = createTestCa({ name: 'Root of that kind', algorithm });
  const below = ca.issue();
  const middle = root.intermediate({ algorithm });
  const belowMiddle = middle.issue();
  return {
    'an intermediate': { files: [belowMiddle.chainPem, belowMiddle.keyPem, root.certificatePem] },
    'the root in the file': { files: [below.certificatePem, below.keyPem, ca.certificatePem] },
    'the anchor': { files: [below.certificatePem, below.keyPem], anchor: ca.certificatePem },
  };
}

for (const algorithm of UNSUPPORTED) {
  test(`${algorithm} is refused in every place`, () => {
    const leaf = root.issue({ algorithm });
    const ca = createTestCa({ name: 'Another root', algorithm });
    const cross = ca.intermediate({ name: 'Root', keys: root.keys });
    const inputs: Record<string, CertificateInput> = {
      ...inputsWith(algorithm),
      'the leaf': { files: [leaf.certificatePem, leaf.keyPem, root.certificatePem] },
      'the root above a cross-certificate': { files: [...whole, cross.certificatePem, ca.certificatePem] },
    };
    for (const [place, input] of Object.entries(inputs))
      assert.throws(() => readCertificate(input), refusedWith('CERTIFICATE_KEY_UNSUPPORTED'), place);
  });
}

for (const algorithm of SUPPORTED) {
  test(`${algorithm} is taken for a CA`, () => {
    for (const input of Object.values(inputsWith(algorithm))) assert.ok(readCertificate(input).sha256);
  });
}

test('what is refused is what the check has an error for', () => {
  for (const algorithm of [...SUPPORTED, ...UNSUPPORTED]) {
    const { certificatePem } = root.issue({ keys: generateTestKeys(algorithm) });
    const findings = checkKeyStrength(parseCertificate(certificatePem));
    assert.equal(hasErrors(findings), UNSUPPORTED.includes(algorithm), algorithm);
  }
});
