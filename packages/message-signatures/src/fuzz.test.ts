import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { signatureErrors } from './errors.ts';
import {
  type BareItem,
  contentDigestOf,
  getSignature,
  parseDictionary,
  readSignatures,
  requestComponents,
  signatureFields,
  signComponents,
  targetUriOf,
  verifyContentDigest,
  verifySignature,
} from './index.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const secret = Buffer.alloc(32, 7);
const components = requestComponents({
  method: 'POST',
  targetUri: targetUriOf('https://inventory.acme.example:443', '/client/enroll'),
  contentDigest: contentDigestOf('{}'),
});
const parameters = { created: 1_764_000_000, nonce: 'c29tZSBub25jZQ', keyId: 'a key' };
const fields = signatureFields([
  signComponents('sig', components, parameters, { privateKey }),
  signComponents('token', components, parameters, { secret }),
]);

/** Whatever is thrown is one of ours, and repeats little of what was sent. */
function refuses(act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    assert.ok(signatureErrors.is(error), String(error));
    assert.ok((error.seen ?? '').length < 400, error.code);
    return true;
  }
}

/** The pieces of which the two fields are made, so that edits stay close to what an honest client writes. */
const piecesOf = (field: string) => field.match(/[A-Za-z0-9+/@-]+|\s|[^\s]/g) ?? [];
const piece = fc.oneof(
  fc.constantFrom(...new Set([...piecesOf(fields['signature-input']), ...piecesOf(fields.signature)])),
  fc.constantFrom(
    'sig',
    ':',
    '::',
    '""',
    '\\',
    '?1',
    '-',
    '1.0',
    '999999999999999',
    '=',
    ';;',
    '(',
    '))',
    '@1',
    '%',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const edits = fc.array(
  fc.record({
    at: fc.nat(),
    removed: fc.nat({ max: 4 }),
    put: fc.array(piece, { maxLength: 3 }),
    twice: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

function edited(field: string, all: typeof edits extends fc.Arbitrary<infer Edits> ? Edits : never): string {
  return all
    .reduce((pieces, { at, removed, put, twice }) => {
      const from = at % (pieces.length + 1);
      const taken = pieces.slice(from, from + removed);
      return pieces.toSpliced(from, removed, ...put, ...(twice ? [...taken, ...taken] : []));
    }, piecesOf(field) as string[])
    .join('');
}

test('fuzz: fields with pieces put in, taken out or repeated never verify as something else', () => {
  const honest = readSignatures(fields);
  let verified = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('signature-input', 'signature'),
      edits,
      fc.constantFrom('sig', 'token'),
      (name, all, label) => {
        const changed = { ...fields, [name]: edited(fields[name as keyof typeof fields], all) };
        const isRefused = refuses(() => {
          const claimed = getSignature(readSignatures(changed), label);
          verifySignature(claimed, components, label === 'sig' ? { publicKey } : { secret });
          // What verifies is what was signed, whatever else stands beside it.
          assert.deepEqual(claimed, honest.get(label));
        });
        if (!isRefused) verified++;
      },
    ),
    { numRuns: 5_000 },
  );
  assert.ok(verified > 50, `only ${verified} edits beside a signature left it whole: the edits are too wild`);
});

const item: fc.Arbitrary<readonly [text: string, item: BareItem]> = fc.oneof(
  fc
    .integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
    .map((value): [string, BareItem] => [String(value), { kind: 'integer', value }]),
  fc
    .stringMatching(/^[\x20-\x7e]{0,30}$/)
    .map((value): [string, BareItem] => [
      `"${value.replaceAll(/["\\]/g, '\\$&')}"`,
      { kind: 'string', value },
    ]),
  fc
    .stringMatching(/^[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]{0,20}$/)
    .map((value): [string, BareItem] => [value, { kind: 'token', value }]),
  fc.boolean().map((value): [string, BareItem] => [value ? '?1' : '?0', { kind: 'boolean', value }]),
  fc.uint8Array({ maxLength: 70 }).map((bytes): [string, BareItem] => {
    const value = Buffer.from(bytes);
    return [`:${value.toString('base64')}:`, { kind: 'bytes', value }];
  }),
);
const keys = fc.uniqueArray(fc.stringMatching(/^[a-z*][a-z0-9_.*-]{0,10}$/), { minLength: 1, maxLength: 5 });
const space = fc.constantFrom('', ' ', '\t', '  ');

test('fuzz: every dictionary that RFC 9651 can write of these values is read as it was meant', () => {
  const parts = fc.array(fc.record({ own: item, list: fc.option(fc.array(item, { maxLength: 4 })), space }), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(keys, keys, parts, (names, parameterNames, values) => {
      const written = names.map((name, at) => {
        const { own, list, space: between } = values[at] ?? { own: ['?1'], list: null, space: '' };
        const body = list === null ? own[0] : `(${list.map(([text]) => text).join(' ')})`;
        const after = parameterNames.map((key, index) => `;${key}=${values[index]?.own[0]}`).join('');
        return `${name}=${body}${after}${between}`;
      });
      const read = parseDictionary(written.join(','));
      assert.deepEqual([...read.keys()], names);
      names.forEach((name, at) => {
        const { own, list } = values[at] ?? {};
        const expected = (list ?? (own === undefined ? [] : [own])).map(([, one]) => one);
        assert.deepEqual(
          read.get(name)?.items.map(({ item: one }) => one),
          expected,
        );
        assert.deepEqual([...(read.get(name)?.parameters.keys() ?? [])], parameterNames);
        parameterNames.forEach((key, index) => {
          assert.deepEqual(read.get(name)?.parameters.get(key), values[index]?.own[1]);
        });
      });
    }),
    { numRuns: 2_000 },
  );
});

test('fuzz: a content digest is of that content alone, whatever the field says', () => {
  const field = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom(
      'sha-256',
      'sha-512=:AAAA:',
      'sha-256=:AAAA:',
      'sha-256=?1',
      `sha-256=:${'A'.repeat(43)}=:`,
    ),
  );
  fc.assert(
    fc.property(field, fc.uint8Array({ maxLength: 50 }), (text, content) => {
      const bytes = Buffer.from(content);
      assert.ok(
        refuses(() => verifyContentDigest(text, bytes)),
        text,
      );
      assert.ok(
        refuses(() =>
          verifyContentDigest(contentDigestOf(Buffer.concat([bytes, bytes, Buffer.from('x')])), bytes),
        ),
      );
      verifyContentDigest(contentDigestOf(bytes), bytes);
    }),
    { numRuns: 1_000 },
  );
});
