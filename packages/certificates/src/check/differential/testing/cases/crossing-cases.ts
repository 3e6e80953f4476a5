import { createTestCa, generateTestKeys, type TestCa } from '@causeway/testkit';
import { type ChainCase, chainCase, days, issueTo } from '../chain-case.ts';

const old = createTestCa({ name: 'Old Root' });
const fresh = createTestCa({ name: 'New Root' });
/** The new root under the old one, with its own key. */
const cross = old.intermediate({ name: 'New Root', keys: fresh.keys });
const intermediate = fresh.intermediate({ name: 'Issuing CA' });
const leaf = issueTo(intermediate);
const pem = (...members: readonly { readonly certificatePem: string }[]) =>
  members.map(({ certificatePem }) => certificatePem).join('');

/** What decides whether clients with an old anchor accept a coming certificate. */
export function crossingCases(): ChainCase[] {
  return [...crossSigned(), ...crossSignedIntermediate(), ...reissued(), ...twoWays(), ...loops()];
}

function crossSigned(): ChainCase[] {
  const both = leaf.chainPem + pem(cross);
  const expired = old.intermediate({
    name: 'New Root',
    keys: fresh.keys,
    notBefore: days(-90),
    notAfter: days(-1),
  });
  const clients: readonly (readonly [string, string])[] = [
    ['the old root', pem(old)],
    ['the new root', pem(fresh)],
    ['both roots', pem(old, fresh)],
    ['the cross-certificate alone', pem(cross)],
    ['the old root and the cross-certificate', pem(old, cross)],
    ['the new root and the cross-certificate', pem(fresh, cross)],
    ['neither', pem(createTestCa({ name: 'Third Root' }))],
  ];
  return clients.flatMap(([who, anchor]) => [
    chainCase(`cross-signed root served, client trusts ${who}`, leaf, { file: both, anchor }),
    chainCase(`cross-signed root not served, client trusts ${who}`, leaf, { anchor }),
    chainCase(`expired cross-certificate served, client trusts ${who}`, leaf, {
      file: leaf.chainPem + pem(expired),
      anchor,
    }),
    chainCase(`cross-certificate and new root served, client trusts ${who}`, leaf, {
      file: both + pem(fresh),
      anchor,
    }),
  ]);
}

/** One issuing CA certified by both roots. */
function crossSignedIntermediate(): ChainCase[] {
  const keys = generateTestKeys();
  const byOld = old.intermediate({ name: 'Shared CA', keys });
  const byNew = fresh.intermediate({ name: 'Shared CA', keys });
  const server = issueTo(byNew);
  const served: readonly (readonly [string, readonly TestCa[]])[] = [
    ['by old, then by new', [byOld, byNew]],
    ['by new, then by old', [byNew, byOld]],
    ['by old', [byOld]],
    ['by new', [byNew]],
  ];
  return served.flatMap(([what, members]) =>
    [
      ['the old root', pem(old)] as const,
      ['the new root', pem(fresh)] as const,
      ['both roots', pem(old, fresh)] as const,
      ['the other intermediate and the old root', pem(byNew, old)] as const,
    ].map(([who, anchor]) =>
      chainCase(`intermediate ${what}, client trusts ${who}`, server, {
        file: pem(server, ...members),
        anchor,
      }),
    ),
  );
}

/** A root made anew: the same name, with the same key or another. */
function reissued(): ChainCase[] {
  const keys = generateTestKeys();
  const before = createTestCa({ name: 'Renewed Root', keys, notBefore: days(-400), notAfter: days(20) });
  const after = createTestCa({ name: 'Renewed Root', keys });
  const ended = createTestCa({ name: 'Renewed Root', keys, notBefore: days(-400), notAfter: days(-1) });
  const otherKey = createTestCa({ name: 'Renewed Root' });
  const server = issueTo(after.intermediate({ name: 'Issuing CA' }));
  const clients: readonly (readonly [string, string])[] = [
    ['the one before', pem(before)],
    ['the one after', pem(after)],
    ['both', pem(before, after)],
    ['the ended one', pem(ended)],
    ['the ended one and the one after', pem(ended, after)],
    ['one of another key', pem(otherKey)],
    ['one of another key and the one after', pem(otherKey, after)],
  ];
  return clients.flatMap(([who, anchor]) => [
    chainCase(`root renewed, client trusts ${who}`, server, { anchor }),
    chainCase(`root renewed and served, client trusts ${who}`, server, {
      file: server.chainPem + pem(after),
      anchor,
    }),
  ]);
}

/** A way through the store that ends nowhere keeps a client from the served one that would lead on. */
function twoWays(): ChainCase[] {
  const keys = generateTestKeys();
  const dead = createTestCa({ name: 'Gone Root' }).intermediate({ name: 'Twofold CA', keys });
  const alive = old.intermediate({ name: 'Twofold CA', keys });
  const server = issueTo(alive);
  return [
    chainCase('two ways: a dead intermediate in the store, the live one served', server, {
      anchor: pem(dead, old),
    }),
    chainCase('two ways: the live intermediate in the store, a dead one served', server, {
      file: pem(server, dead),
      anchor: pem(alive, old),
    }),
    chainCase('two ways: dead and live served', server, { file: pem(server, dead, alive), anchor: pem(old) }),
    chainCase('two ways: live and dead served', server, { file: pem(server, alive, dead), anchor: pem(old) }),
  ];
}

/** CAs that certify one another. */
function loops(): ChainCase[] {
  const a = createTestCa({ name: 'A' });
  const b = createTestCa({ name: 'B' });
  const aByB = b.intermediate({ name: 'A', keys: a.keys });
  const bByA = a.intermediate({ name: 'B', keys: b.keys });
  const server = issueTo(a);
  return [
    chainCase('loop: served, no root trusted', server, { file: pem(server, aByB, bByA), anchor: pem(old) }),
    chainCase('loop: served, one root trusted', server, { file: pem(server, aByB, bByA), anchor: pem(b) }),
    chainCase('loop: in the store', server, { anchor: pem(aByB, bByA) }),
    chainCase('loop: in the store with a root', server, { anchor: pem(aByB, bByA, b) }),
  ];
}
