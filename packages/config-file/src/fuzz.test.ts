import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import { parseAddress } from '@causeway/contract';
import fc from 'fast-check';
import {
  type ConfigFile,
  GROUP_NAME,
  MAX_CONFIG_BYTES,
  MAX_INVENTORY_SECONDS,
  MAX_POLLING_SECONDS,
  MAX_PROOF_SECONDS,
} from './config.ts';
import { configErrors } from './errors.ts';
import { formatConfig } from './format-config.ts';
import { parseConfig } from './parse-config.ts';
import { signConfig } from './sign-config.ts';
import { makeAnchor, makeConfig, makeSigner, sampleIssued } from './testing/sample-config.ts';
import { type Held, verifyConfig } from './verify-config.ts';

const anchor = makeAnchor('acme-root-2026');
const signer = makeSigner();
const now = sampleIssued + 3_600_000;
const groups = [{ name: 'laptops', pollingInterval: 60, inventoryInterval: 600, proofInterval: 300 }];
const config = makeConfig(anchor, { proofInterval: 1_200, groups });
const held: Held = { tenant: config.tenant, keys: [signer.public], revision: 1 };
const good = Buffer.from(signConfig(config, { current: signer }));

/** One edit of a sequence: what some bytes or lines are replaced by. */
const edit = <Item>(item: fc.Arbitrary<Item>) =>
  fc.record({
    at: fc.nat(),
    removed: fc.nat({ max: 3 }),
    kind: fc.constantFrom('put', 'repeat', 'move'),
    items: fc.array(item, { maxLength: 3 }),
  });
type Edit<Item> = { at: number; removed: number; kind: string; items: readonly Item[] };

function apply<Item>(sequence: readonly Item[], edits: readonly Edit<Item>[]): Item[] {
  return edits.reduce<Item[]>(
    (before, { at, removed, kind, items }) => {
      const from = at % (before.length + 1);
      const taken = before.slice(from, from + removed);
      const put = kind === 'put' ? items : kind === 'repeat' ? [...taken, ...taken] : [];
      const after = before.toSpliced(from, removed, ...put);
      return kind === 'move' ? [...taken, ...after] : after;
    },
    [...sequence],
  );
}

/** Undefined when it was refused, with one of the codes and with what was seen. */
function verify(file: string | Uint8Array): ConfigFile | undefined {
  try {
    return verifyConfig(file, held, now).config;
  } catch (error) {
    assert.ok(configErrors.is(error), String(error));
    assert.ok(error.seen !== undefined && error.seen.length < 1_000, `${error.code}: ${error.seen}`);
    return undefined;
  }
}

test('fuzz: bytes put in, taken out, repeated or moved anywhere in a signed file are noticed', () => {
  const edits = fc.array(edit(fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(edits, (all) => {
      const bytes = Buffer.from(apply([...good], all));
      if (!bytes.equals(good)) assert.equal(verify(bytes), undefined);
    }),
    { numRuns: 3_000 },
  );
});

const value = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '1e9',
    '007',
    '9007199254740993',
    'yes',
    'YES',
    '',
    ' ',
    'a,b',
    'none',
    '%(x)s',
    '"1"',
  ),
  fc.constantFrom(
    '2026-02-30T00:00:00Z',
    '2026-11-23T10:00:00+01:00',
    '99999-01-01T00:00:00Z',
    'https://[::1]:443',
  ),
  fc.constantFrom(
    'https://bücher.example:443',
    'http://acme.example:0',
    'HTTPS://acme.example:443',
    anchor.name,
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 1, max: 100 }).map((length) => 'A'.repeat(length * 100)),
);
const key = fc.constantFrom(
  ...[
    'Format',
    'Tenant',
    'Revision',
    'Issued',
    'Expires',
    'PollingInterval',
    'InventoryInterval',
    'ProofInterval',
    'Id',
    'Name',
  ],
  ...[
    'TrustSystemStore',
    'Hostname',
    'Address.1',
    'Address.2',
    'Address.9',
    'Trust',
    'Certificate',
    'Sha256',
  ],
  ...['PublicKey', 'Value', 'Key', 'Unknown', '__proto__', 'constructor', 'address.1'],
);
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(key, value).map((pair) => pair.join('=')) },
  fc.constantFrom(
    '[Causeway]',
    '[EndpointServer.1]',
    '[EndpointServer.2]',
    '[NextKey]',
    '[Signature]',
    '[Signature.2]',
  ),
  fc.constantFrom(
    '[Trust.]',
    '[Trust.x]',
    '[Group.]',
    '[Group.servers]',
    '[Group.LAPTOPS]',
    '[__proto__]',
    '[]',
    '; words',
    '# words',
    '',
    ' ',
    '\t',
    '\r',
    '\0',
    '\uFEFF',
  ),
  fc.string({ maxLength: 40 }),
);

function signText(text: string): string {
  const signature = sign(null, Buffer.from(text), signer.privateKey).toString('base64');
  return `${text}[Signature]\nAlgorithm=ed25519\nKey=${signer.id}\nValue=${signature}\n`;
}

test('fuzz: a file of strange lines under a good signature is refused with a code, or means what it says', () => {
  const lines = formatConfig(config).split('\n');
  let read = 0;
  fc.assert(
    fc.property(fc.array(edit(line), { minLength: 1, maxLength: 3 }), (edits) => {
      const text = apply(lines, edits).join('\n');
      const found = verify(signText(text));
      if (found === undefined) return;
      read++;
      assertSound(found);
      assert.deepEqual(verify(signText(formatConfig(found))), found, 'written again, it is read the same');
    }),
    { numRuns: 4_000 },
  );
  assert.ok(read > 100, `only ${read} of them were accepted, so little of the reader was reached`);
});

test('fuzz: a good file with another value somewhere is refused with a code, or means what it says', () => {
  const lines = formatConfig(config).split('\n');
  const pairs = lines.flatMap((text, at) => (text.includes('=') ? [at] : []));
  fc.assert(
    fc.property(fc.constantFrom(...pairs), value, (at, other) => {
      const [name] = (lines[at] ?? '').split('=');
      const found = verify(signText(lines.with(at, `${name}=${other}`).join('\n')));
      if (found !== undefined) assertSound(found);
    }),
    { numRuns: 3_000 },
  );
});

/** What no client may be told, whoever signed it. */
function assertSound(found: ConfigFile): void {
  assert.equal(found.tenant, held.tenant);
  assert.ok(Number.isSafeInteger(found.revision) && found.revision >= held.revision);
  assert.ok(found.pollingInterval >= 1 && found.pollingInterval <= MAX_POLLING_SECONDS);
  assert.ok(found.inventoryInterval >= 1 && found.inventoryInterval <= MAX_INVENTORY_SECONDS);
  const { proofInterval = MAX_PROOF_SECONDS } = found;
  assert.ok(proofInterval >= 1 && proofInterval <= MAX_PROOF_SECONDS);
  for (const {
    name,
    pollingInterval = 1,
    inventoryInterval = 1,
    proofInterval: ofGroup = 1,
  } of found.groups ?? []) {
    assert.match(name, GROUP_NAME);
    assert.ok(pollingInterval >= 1 && pollingInterval <= MAX_POLLING_SECONDS);
    assert.ok(inventoryInterval >= 1 && inventoryInterval <= MAX_INVENTORY_SECONDS);
    assert.ok(ofGroup >= 1 && ofGroup <= MAX_PROOF_SECONDS);
  }
  assert.ok(Number.isFinite(found.issued) && Number.isFinite(found.expires));
  assert.ok(found.endpointServers.length > 0);
  for (const { addresses, trust } of found.endpointServers) {
    assert.ok(addresses.length > 0);
    for (const address of addresses) parseAddress(address);
    for (const name of trust) assert.ok(found.anchors.some((one) => one.name === name));
  }
}

test('fuzz: a reader without keys refuses with a code or reads, whatever the size', () => {
  const size = fc.constantFrom(0, 1, MAX_CONFIG_BYTES - 1, MAX_CONFIG_BYTES, MAX_CONFIG_BYTES + 1, 1_000_000);
  const piece = fc.oneof(
    fc.constantFrom('[A]\n', 'A=B\n', ';\n', '\n', '\r\n', '[', '=', '\0', '\uD83D', 'é', '[Signature]\n'),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(size, piece, (length, one) => {
      const file = one.repeat(Math.ceil(length / Math.max(1, one.length))).slice(0, length);
      try {
        parseConfig(file);
        assert.fail('a file of one repeated piece has no signature');
      } catch (error) {
        assert.ok(configErrors.is(error), String(error));
      }
    }),
    { numRuns: 200 },
  );
});
