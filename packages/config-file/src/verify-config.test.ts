import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import {
  type ConfigFile,
  type ConfiguredGroup,
  MAX_INVENTORY_SECONDS,
  MAX_POLLING_SECONDS,
  MAX_PROOF_SECONDS,
} from './config.ts';
import { parseConfig } from './parse-config.ts';
import { signConfig } from './sign-config.ts';
import {
  makeAnchor,
  makeConfig,
  makeSigner,
  sampleIssued,
  type TestSigner,
} from './testing/sample-config.ts';
import { type Held, verifyConfig } from './verify-config.ts';

const anchor = makeAnchor('acme-root-2026');
const now = sampleIssued + 3_600_000;

function heldBy(signer: TestSigner, changes: Partial<Held> = {}): Held {
  return { tenant: makeConfig(anchor).tenant, keys: [signer.public], revision: 1, ...changes };
}

test('what is signed is what is read', () => {
  const current = makeSigner();
  const config = makeConfig(anchor);
  assert.deepEqual(verifyConfig(signConfig(config, { current }), heldBy(current), now).config, config);
});

test('how often evidence is wanted is read as it was written, and a file may leave it out', () => {
  const current = makeSigner();
  for (const proofInterval of [1, 1_200, MAX_PROOF_SECONDS]) {
    const file = signConfig(makeConfig(anchor, { proofInterval }), { current });
    assert.match(file, new RegExp(`^ProofInterval=${proofInterval}$`, 'm'));
    assert.equal(verifyConfig(file, heldBy(current), now).config.proofInterval, proofInterval);
  }
  const silent = signConfig(makeConfig(anchor), { current });
  assert.doesNotMatch(silent, /ProofInterval/);
  assert.ok(!('proofInterval' in verifyConfig(silent, heldBy(current), now).config));
});

for (const proofInterval of [0, -1, 0.5, MAX_PROOF_SECONDS + 1]) {
  test(`a file that wants evidence every ${proofInterval} seconds is refused`, () => {
    const current = makeSigner();
    const write = () => signConfig(makeConfig(anchor, { proofInterval }), { current });
    assert.throws(() => verifyConfig(write(), heldBy(current), now), { code: 'CONFIG_MALFORMED' });
  });
}

test('groups are read as they were written, and a file without any says nothing of them', () => {
  const current = makeSigner();
  const groups = [
    { name: 'laptops', pollingInterval: 1, inventoryInterval: MAX_INVENTORY_SECONDS, proofInterval: 60 },
    { name: '2nd-floor', pollingInterval: MAX_POLLING_SECONDS },
    { name: 'trial' },
  ];
  const file = signConfig(makeConfig(anchor, { groups }), { current });
  assert.deepEqual(verifyConfig(file, heldBy(current), now).config.groups, groups);
  for (const none of [{}, { groups: [] }]) {
    const silent = signConfig(makeConfig(anchor, none), { current });
    assert.doesNotMatch(silent, /Group/);
    assert.ok(!('groups' in verifyConfig(silent, heldBy(current), now).config));
  }
});

const wrongGroups: Readonly<Record<string, ConfiguredGroup>> = {
  'in capitals': { name: 'Laptops' },
  'without a name': { name: '' },
  'with a name too long': { name: 'x'.repeat(64) },
  'with a dot in its name': { name: 'a.b' },
  'that never polls': { name: 'a', pollingInterval: 0 },
  'that polls beyond a week': { name: 'a', pollingInterval: MAX_POLLING_SECONDS + 1 },
  'with inventories half a second apart': { name: 'a', inventoryInterval: 0.5 },
  'with inventories beyond a year apart': { name: 'a', inventoryInterval: MAX_INVENTORY_SECONDS + 1 },
  'with proofs beyond a day apart': { name: 'a', proofInterval: MAX_PROOF_SECONDS + 1 },
};

for (const [says, group] of Object.entries(wrongGroups)) {
  test(`a group ${says} is refused`, () => {
    const current = makeSigner();
    const write = () => signConfig(makeConfig(anchor, { groups: [group] }), { current });
    assert.throws(() => verifyConfig(write(), heldBy(current), now), { code: 'CONFIG_MALFORMED' });
  });
}

test('a group that is said twice is refused', () => {
  const current = makeSigner();
  const groups = [{ name: 'a' }, { name: 'a' }];
  const write = () => signConfig(makeConfig(anchor, { groups }), { current });
  assert.throws(() => verifyConfig(write(), heldBy(current), now), { code: 'CONFIG_DUPLICATE_KEY' });
});

test('a sleeper walks any number of rotations, a file for each key', () => {
  const signers = Array.from({ length: 40 }, makeSigner);
  const files = signers.map((current, index) => {
    const next = signers[index + 1];
    const config: ConfigFile = makeConfig(anchor, { revision: index + 2, nextKey: next?.public });
    return signConfig(config, { current, next });
  });
  const [first] = signers;
  let held = heldBy(first ?? makeSigner());
  const newestSignedBy = (id: string) =>
    files.find((file) => parseConfig(file).signatures[0]?.key === id) ?? '';
  for (let step = 0; step < files.length; step++) {
    const { config, keys } = verifyConfig(
      newestSignedBy(held.keys.at(-1)?.id ?? ''),
      held,
      now + 400 * 86_400_000,
    );
    held = { ...held, keys, revision: config.revision };
  }
  assert.equal(held.revision, files.length + 1);
  assert.deepEqual(held.keys, [signers.at(-1)?.public]);
});

test('the key that was announced is accepted next, a third is not', () => {
  const [current, next, third] = [makeSigner(), makeSigner(), makeSigner()];
  const announced = signConfig(makeConfig(anchor, { nextKey: next.public }), { current, next });
  const { keys } = verifyConfig(announced, heldBy(current), now);
  const held = heldBy(current, { keys, revision: 42 });
  const later = makeConfig(anchor, { revision: 43 });
  assert.deepEqual(verifyConfig(signConfig(later, { current: next }), held, now).keys, [next.public]);
  assert.throws(() => verifyConfig(signConfig(later, { current: third }), held, now), {
    code: 'CONFIG_UNKNOWN_KEY',
  });
});

test('an announcement without the other key’s signature, or by another, is refused', () => {
  const [current, next, third] = [makeSigner(), makeSigner(), makeSigner()];
  const config = makeConfig(anchor, { nextKey: next.public });
  for (const other of [undefined, third, { ...third, id: next.id }]) {
    const file = signConfig(config, { current, next: other });
    assert.throws(() => verifyConfig(file, heldBy(current), now), { code: 'CONFIG_ROTATION_INVALID' });
  }
  const unannounced = signConfig(makeConfig(anchor), { current, next });
  assert.throws(() => verifyConfig(unannounced, heldBy(current), now), { code: 'CONFIG_ROTATION_INVALID' });
});

test('nothing of a file with a wrong signature is believed, whatever else is wrong with it', () => {
  const [current, stranger] = [makeSigner(), makeSigner()];
  const file = signConfig(makeConfig(anchor), { current }).replace('Format=1', 'Format=9');
  assert.throws(() => verifyConfig(file, heldBy(current), now), { code: 'CONFIG_BAD_SIGNATURE' });
  assert.throws(() => verifyConfig(file, heldBy(stranger), now), { code: 'CONFIG_UNKNOWN_KEY' });
});

test('a wrong clock never keeps news away, and never lets an expired file in twice', () => {
  const current = makeSigner();
  const file = signConfig(makeConfig(anchor), { current });
  const late = sampleIssued + 400 * 86_400_000;
  assert.equal(verifyConfig(file, heldBy(current), late).stale, true);
  assert.throws(() => verifyConfig(file, heldBy(current, { revision: 42 }), late), {
    code: 'CONFIG_EXPIRED',
  });
  assert.equal(verifyConfig(file, heldBy(current), 0).stale, false);
});

test('signConfig publishes nothing that a client would refuse to read', () => {
  const current = makeSigner();
  const broken = makeConfig(anchor, { anchors: [] });
  assert.throws(() => signConfig(broken, { current }), { code: 'CONFIG_ANCHOR_MISSING' });
  assert.throws(() => signConfig(makeConfig(anchor, { pollingInterval: 0 }), { current }), {
    code: 'CONFIG_MALFORMED',
  });
});

test('fuzz: whatever the bytes, the reader refuses with a code or reads', () => {
  const current = makeSigner();
  const good = signConfig(makeConfig(anchor), { current });
  const lines = good.split('\n');
  const line = fc.oneof(
    fc.constantFrom(...lines),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  const file = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(line, { maxLength: 30 }).map((all) => Buffer.from(all.join('\n'))),
  );
  fc.assert(
    fc.property(file, (bytes) => {
      try {
        verifyConfig(bytes, heldBy(current), now);
        assert.fail('accepted');
      } catch (error) {
        assert.ok(error instanceof CausewayError, String(error));
      }
    }),
    { numRuns: 3_000 },
  );
});
