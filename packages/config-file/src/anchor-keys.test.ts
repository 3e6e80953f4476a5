import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { test } from 'node:test';
import { createTestCa, type KeyAlgorithm } from '@causeway/testkit';
import type { ConfigFile, ConfiguredAnchor } from './config.ts';
import { formatConfig } from './format-config.ts';
import { signConfig } from './sign-config.ts';
import { makeAnchor, makeConfig, makeSigner, sampleIssued } from './testing/sample-config.ts';
import { type Held, verifyConfig } from './verify-config.ts';

const TAKEN: readonly KeyAlgorithm[] = [
  ...(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521'] as const),
  ...(['ed25519', 'rsa-2048', 'rsa-pss-2048'] as const),
];
const REFUSED: readonly KeyAlgorithm[] = [
  ...(['ecdsa-secp256k1', 'ecdsa-brainpool256', 'ecdsa-p224'] as const),
  ...(['ed448', 'rsa-1024'] as const),
];
const now = sampleIssued + 3_600_000;
const current = makeSigner();

function anchorWith(algorithm: KeyAlgorithm): ConfiguredAnchor {
  return anchorOf(createTestCa({ algorithm }).certificatePem.replace(/-----[A-Z ]+-----|\s/g, ''));
}

function anchorOf(certificate: string): ConfiguredAnchor {
  const sha256 = createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('hex');
  return { name: 'acme-root-2026', certificate, sha256 };
}

/** A certificate whose key is of an algorithm that nobody knows: id-ecPublicKey with another last arc. */
function anchorOfUnknownKind(): ConfiguredAnchor {
  const der = Buffer.from(makeAnchor('root').certificate, 'base64');
  const identifier = Buffer.from('06072a8648ce3d0201', 'hex');
  der[der.indexOf(identifier) + identifier.length - 1] = 99;
  return anchorOf(der.toString('base64'));
}

/** As a server would sign it that does not read what it signs. */
function signUnread(config: ConfigFile): string {
  const text = formatConfig(config);
  const value = sign(null, Buffer.from(text), current.privateKey).toString('base64');
  return `${text}[Signature]\nAlgorithm=ed25519\nKey=${current.id}\nValue=${value}\n`;
}

const refusal = (error: { code?: string; seen?: string; expected?: string }) =>
  error.code === 'CONFIG_ANCHOR_MALFORMED' &&
  /key/.test(error.seen ?? '') &&
  /P-256/.test(error.expected ?? '');

for (const algorithm of TAKEN) {
  test(`an anchor with a key ${algorithm} is taken`, () => {
    const config = makeConfig(anchorWith(algorithm));
    const held: Held = { tenant: config.tenant, keys: [current.public], revision: 1 };
    assert.deepEqual(verifyConfig(signConfig(config, { current }), held, now).config, config);
  });
}

const refused = {
  ...Object.fromEntries(REFUSED.map((algorithm) => [algorithm, anchorWith(algorithm)])),
  'of an unknown algorithm': anchorOfUnknownKind(),
};
for (const [kind, anchor] of Object.entries(refused)) {
  test(`an anchor with a key ${kind} is not published`, () =>
    assert.throws(() => signConfig(makeConfig(anchor), { current }), refusal));

  test(`who is sent an anchor with a key ${kind} refuses the file, and takes the next good one`, () => {
    const good = makeConfig(makeAnchor('acme-root-2026'));
    let held: Held = { tenant: good.tenant, keys: [current.public], revision: 1 };
    const take = (file: string) => {
      const { config, keys } = verifyConfig(file, held, now);
      held = { ...held, keys, revision: config.revision };
      return config;
    };
    take(signConfig(good, { current }));
    assert.throws(() => take(signUnread({ ...good, revision: 43, anchors: [anchor] })), refusal);
    assert.equal(held.revision, 42);
    assert.equal(take(signConfig({ ...good, revision: 44 }, { current })).revision, 44);
  });
}
