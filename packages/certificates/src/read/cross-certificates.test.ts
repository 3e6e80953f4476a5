import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createTestCa, generateTestKeys, type TestCa, type TestCertificate } from '@causeway/testkit';
import { isAcceptedUnder } from '../check/is-accepted-under.ts';
import { shakeHands } from '../testing/shake-hands.ts';
import { type CertificateInput, type CertificateMaterial, readCertificate } from './read-certificate.ts';
import { Random } from './testing/fuzz/random.ts';
import { exportPfx, hostname, PASSWORD } from './testing/material.ts';
import { missingOpenSsl, OpenSsl } from './testing/openssl.ts';

/** What an admin gets from a CA, and the two roots that clients may have. */
interface Delivery {
  readonly leaf: TestCertificate;
  readonly above: readonly TestCa[];
  readonly old: TestCa;
  readonly fresh: TestCa;
}

const DAY_MS = 86_400_000;
const ORDERS = 3;
const random = new Random(20_261_124);

const old = createTestCa({ name: 'Old Root' });
const fresh = createTestCa({ name: 'New Root' });
const cross = old.intermediate({ name: 'New Root', keys: fresh.keys });

/** ISRG Root X1 by DST Root X3: the new root once more, under the old one. */
function crossSignedRoot(...roots: readonly TestCa[]): Delivery {
  const issuing = fresh.intermediate({ name: 'Issuing CA' });
  return { leaf: issuing.issue({ hostnames: [hostname] }), above: [issuing, cross, ...roots], old, fresh };
}

/** One issuing CA, certified by both roots. */
function crossSignedIntermediate(...others: readonly TestCa[]): Delivery {
  const keys = generateTestKeys();
  const [byOld, byNew] = [old, fresh].map((root) => root.intermediate({ name: 'Shared CA', keys }));
  assert.ok(byOld && byNew);
  return { leaf: byNew.issue({ hostnames: [hostname] }), above: [byOld, byNew, ...others], old, fresh };
}

function reissuedRoot(...which: readonly ('old' | 'fresh')[]): Delivery {
  const keys = generateTestKeys();
  const name = 'Renewed Root';
  const now = Date.now();
  const roots = {
    old: createTestCa({ name, keys, notBefore: now - 900 * DAY_MS, notAfter: now + 20 * DAY_MS }),
    fresh: createTestCa({ name, keys }),
  };
  const issuing = roots.fresh.intermediate({ name: 'Issuing CA' });
  const leaf = issuing.issue({ hostnames: [hostname] });
  return { leaf, above: [issuing, ...which.map((root) => roots[root])], ...roots };
}

const forBoth: Record<string, Delivery> = {
  'a cross-signed root with both roots': crossSignedRoot(fresh, old),
  'a cross-signed root with the new root': crossSignedRoot(fresh),
  'a cross-signed root with the old root': crossSignedRoot(old),
  'a cross-signed intermediate, and its new root cross-signed too': crossSignedIntermediate(cross, fresh),
  'a re-issued root of the same key': reissuedRoot('fresh'),
  'a re-issued root of the same key with the one before': reissuedRoot('fresh', 'old'),
  'the root before a re-issued one of the same key': reissuedRoot('old'),
};

let openssl: OpenSsl;
before(async () => {
  openssl = await OpenSsl.open();
});
after(() => openssl[Symbol.asyncDispose]());

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.below(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const pemOf = (members: readonly TestCertificate[]) =>
  members.map(({ certificatePem }) => certificatePem).join('');

/** One PEM bundle with everything in it, in some order. */
function asPem({ leaf, above }: Delivery): CertificateInput {
  const blocks = [leaf.keyPem, ...[leaf, ...above].map(({ certificatePem }) => certificatePem)];
  return { files: [shuffled(blocks).join('')] };
}

function asPfx({ leaf, above, old: root }: Delivery): CertificateInput {
  const pfx = exportPfx(openssl, { root, intermediate: root, leaf, above: pemOf(shuffled(above)) });
  return { files: [pfx], password: PASSWORD };
}

/** What a client with that root makes of it, by a real handshake, which `isAcceptedUnder` has to foretell. */
async function isAccepted({ chainPem, keyPem }: CertificateMaterial, root: TestCa): Promise<boolean> {
  const { certificatePem: anchorPem } = root;
  const outcome = await shakeHands({ chainPem, keyPem, anchorPem, hostname });
  assert.equal(isAcceptedUnder(chainPem, hostname, [anchorPem], Date.now()), outcome === 'trusted', outcome);
  return outcome === 'trusted';
}

const formats = { PEM: asPem, PFX: asPfx };
for (const [format, write] of Object.entries(formats)) {
  describe(`from ${format} in any order`, { skip: missingOpenSsl() ?? false }, () => {
    for (const [what, delivery] of Object.entries(forBoth)) {
      test(`${what} is accepted under either root`, async () => {
        const read = Array.from({ length: ORDERS }, () => readCertificate(write(delivery)));
        const [first] = read;
        assert.ok(first);
        for (const other of read) assert.deepEqual(other, first);
        assert.ok(await isAccepted(first, delivery.old), 'the old root');
        assert.ok(await isAccepted(first, delivery.fresh), 'the new root');
      });
    }

    // OpenSSL takes the first issuer and never goes back: no order serves clients of either root alone.
    test('an intermediate under two roots is accepted under the anchor that it is imported with', async () => {
      const delivery = crossSignedIntermediate();
      for (const [anchor, other] of [[old, fresh] as const, [fresh, old] as const]) {
        const read = readCertificate({ ...write(delivery), anchor: anchor.certificatePem });
        assert.equal(read.anchorSha256, anchor.sha256);
        assert.ok(await isAccepted(read, anchor));
        assert.ok(!(await isAccepted(read, other)));
        for (const { certificatePem } of delivery.above) assert.ok(read.chainPem.includes(certificatePem));
      }
    });
  });
}
