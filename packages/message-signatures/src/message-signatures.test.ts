import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import {
  contentDigestOf,
  getSignature,
  parseDictionary,
  readSignatures,
  requestComponents,
  responseComponents,
  signatureBase,
  signatureFields,
  signComponents,
  targetUriOf,
  verifyContentDigest,
  verifySignature,
} from './index.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const parameters = {
  created: 1_764_000_000,
  nonce: 'c29tZSBub25jZQ',
  keyId: '0191f0c2-0000-7000-8000-000000000001',
};
const body = Buffer.from('{"appliedRevision":3}');
const parts = {
  method: 'POST',
  targetUri: targetUriOf('https://inventory.acme.example:443', '/client/poll'),
  contentDigest: contentDigestOf(body),
};
const code = (expected: string) => (error: unknown) =>
  error instanceof CausewayError && error.code === expected;

test('a signed request is verified, with both kinds of key beside each other', () => {
  const secret = randomBytes(32);
  const components = requestComponents(parts);
  const fields = signatureFields([
    signComponents('sig', components, parameters, { privateKey }),
    signComponents('token', components, parameters, { secret }),
  ]);
  const claimed = readSignatures(fields);
  verifySignature(getSignature(claimed, 'sig'), components, { publicKey });
  verifySignature(getSignature(claimed, 'token'), components, { secret });
  assert.equal(getSignature(claimed, 'sig').keyId, parameters.keyId);
});

test('one signature as our clients write it is read as the grammar reads it', () => {
  const components = requestComponents(parts);
  const alone = signatureFields([signComponents('sig', components, parameters, { privateKey })]);
  // With another beside it, only the grammar can read it.
  const beside = signComponents('token', components, parameters, { secret: randomBytes(32) });
  const other = signatureFields([beside]);
  const both = {
    'signature-input': `${alone['signature-input']}, ${other['signature-input']}`,
    signature: `${alone.signature}, ${other.signature}`,
  };
  assert.deepEqual(getSignature(readSignatures(alone), 'sig'), getSignature(readSignatures(both), 'sig'));
  const escaped = { ...alone, 'signature-input': alone['signature-input']?.replace('c29t', 'c29\\"t') ?? '' };
  assert.equal(getSignature(readSignatures(escaped), 'sig').nonce, 'c29"tZSBub25jZQ');
});

test('the vector of RFC 9421 appendix B.2.6 is ours to verify', () => {
  const key = createPublicKey(
    '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----\n',
  );
  const input =
    '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const base = signatureBase(
    [
      { identifier: '"date"', value: 'Tue, 20 Apr 2021 02:07:55 GMT' },
      { identifier: '"@method"', value: 'POST' },
      { identifier: '"@path"', value: '/foo' },
      { identifier: '"@authority"', value: 'example.com' },
      { identifier: '"content-type"', value: 'application/json' },
      { identifier: '"content-length"', value: '18' },
    ],
    input,
  );
  const field =
    'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:';
  const value = parseDictionary(field).get('sig-b26')?.items[0]?.item;
  assert.equal(value?.kind, 'bytes');
  assert.ok(verify(null, base, key, value?.kind === 'bytes' ? value.value : Buffer.alloc(0)));
});

test('the digest of RFC 9530 appendix D is ours', () => {
  const content = '{"hello": "world"}\n';
  assert.equal(contentDigestOf(content), 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
  verifyContentDigest(contentDigestOf(content), Buffer.from(content));
  assert.throws(
    () => verifyContentDigest(contentDigestOf(content), Buffer.from('x')),
    code('CONTENT_DIGEST_WRONG'),
  );
  assert.throws(() => verifyContentDigest(undefined, Buffer.from(content)), code('CONTENT_DIGEST_WRONG'));
  assert.throws(
    () => verifyContentDigest('sha-512=:AAAA:', Buffer.from(content)),
    code('CONTENT_DIGEST_WRONG'),
  );
});

test('whatever part of a request changes, its signature no longer fits', () => {
  const fields = signatureFields([
    signComponents('sig', requestComponents(parts), parameters, { privateKey }),
  ]);
  const changed = [
    { ...parts, method: 'GET' },
    { ...parts, targetUri: targetUriOf('http://inventory.acme.example:80', '/client/poll') },
    { ...parts, targetUri: `${parts.targetUri}?x` },
    { ...parts, contentDigest: contentDigestOf('other') },
  ];
  for (const part of changed) {
    const claimed = getSignature(readSignatures(fields), 'sig');
    assert.throws(
      () => verifySignature(claimed, requestComponents(part), { publicKey }),
      code('SIGNATURE_WRONG'),
    );
  }
  const other = generateKeyPairSync('ed25519').publicKey;
  const claimed = getSignature(readSignatures(fields), 'sig');
  assert.throws(
    () => verifySignature(claimed, requestComponents(parts), { publicKey: other }),
    code('SIGNATURE_WRONG'),
  );
});

test('a signature that covers less, or names another algorithm, is refused', () => {
  const less = requestComponents({ ...parts, contentDigest: undefined });
  const fields = signatureFields([signComponents('sig', less, parameters, { privateKey })]);
  const check = (key: Parameters<typeof verifySignature>[2], components = requestComponents(parts)) =>
    verifySignature(getSignature(readSignatures(fields), 'sig'), components, key);
  assert.throws(() => check({ publicKey }), code('SIGNATURE_INCOMPLETE'));
  assert.throws(() => check({ secret: Buffer.alloc(32) }, less), code('SIGNATURE_INCOMPLETE'));
});

test('each parameter is required', () => {
  const fields = signatureFields([
    signComponents('sig', requestComponents(parts), parameters, { privateKey }),
  ]);
  for (const name of ['created', 'nonce', 'keyid', 'alg', 'tag']) {
    const input = fields['signature-input'].replace(new RegExp(`;${name}=("[^"]*"|\\d+)`), '');
    assert.throws(
      () => readSignatures({ ...fields, 'signature-input': input }),
      code('SIGNATURE_INCOMPLETE'),
      name,
    );
  }
});

test('missing and unpaired fields are refused', () => {
  const fields = signatureFields([
    signComponents('sig', requestComponents(parts), parameters, { privateKey }),
  ]);
  assert.throws(() => readSignatures({}), code('SIGNATURE_MISSING'));
  assert.throws(() => readSignatures({ signature: fields.signature }), code('SIGNATURE_MISSING'));
  assert.throws(() => readSignatures({ ...fields, signature: 'other=:AAAA:' }), code('SIGNATURE_MALFORMED'));
  assert.throws(() => getSignature(readSignatures(fields), 'token'), code('SIGNATURE_MISSING'));
});

test('an answer is bound to the request that it answers', () => {
  const secret = randomBytes(32);
  const answer = { status: 201, contentDigest: contentDigestOf('{}'), requestSignature: 'AAAA' };
  const fields = signatureFields([
    signComponents('token', responseComponents(answer), parameters, { secret }),
  ]);
  const claimed = getSignature(readSignatures(fields), 'token');
  verifySignature(claimed, responseComponents(answer), { secret });
  const replayed = responseComponents({ ...answer, requestSignature: 'BBBB' });
  assert.throws(() => verifySignature(claimed, replayed, { secret }), code('SIGNATURE_WRONG'));
});

test('an answer says which signature of its request it is bound to, and stands beside others', () => {
  const secret = randomBytes(32);
  const answer = { status: 200, contentDigest: contentDigestOf('{}'), requestSignature: 'AAAA' };
  const bound = responseComponents({ ...answer, requestLabel: 'sig' });
  const fields = signatureFields([
    signComponents('token', responseComponents(answer), parameters, { secret }),
    signComponents('platform', bound, parameters, { privateKey }),
  ]);
  const claimed = readSignatures(fields);
  assert.deepEqual([...claimed.keys()], ['token', 'platform']);
  verifySignature(getSignature(claimed, 'platform'), bound, { publicKey });
  verifySignature(getSignature(claimed, 'token'), responseComponents(answer), { secret });
  const other = () =>
    verifySignature(getSignature(claimed, 'platform'), responseComponents(answer), { publicKey });
  assert.throws(other, code('SIGNATURE_INCOMPLETE'));
  const replayed = responseComponents({ ...answer, requestLabel: 'sig', requestSignature: 'BBBB' });
  const again = () => verifySignature(getSignature(claimed, 'platform'), replayed, { publicKey });
  assert.throws(again, code('SIGNATURE_WRONG'));
});

test('ports that are the scheme’s own are left out of a target URI, others kept', () => {
  assert.equal(targetUriOf('https://a.example:443', '/x'), 'https://a.example/x');
  assert.equal(targetUriOf('http://a.example:80', '/x'), 'http://a.example/x');
  assert.equal(targetUriOf('http://a.example:443', '/x'), 'http://a.example:443/x');
  assert.equal(targetUriOf('https://a.example:8443', '/x'), 'https://a.example:8443/x');
});

test('structured fields: what RFC 9651 allows is read, what it forbids is refused', () => {
  const read = parseDictionary('a=1,b="x \\"y\\"";p;q=?0,  c=("m" "n";req);k=tok/en, d=:aGk=:');
  assert.deepEqual([...read.keys()], ['a', 'b', 'c', 'd']);
  assert.deepEqual(read.get('b')?.items[0]?.item, { kind: 'string', value: 'x "y"' });
  assert.deepEqual(
    read.get('c')?.items.map(({ item }) => item.value),
    ['m', 'n'],
  );
  assert.deepEqual(read.get('c')?.parameters.get('k'), { kind: 'token', value: 'tok/en' });
  const refused = [
    '',
    'a',
    'a=',
    'a=1,',
    'A=1',
    'a=1 b=2',
    'a=1,a=2',
    'a=1;x;x',
    'a="é"',
    'a=("m""n")',
    'a=("m"',
    'a=:aGk:',
    'a=:aGl=:',
    'a=1.5',
    'a=?2',
    `a="${'x'.repeat(5_000)}"`,
    'a=1234567890123456',
  ];
  for (const text of refused) assert.throws(() => parseDictionary(text), code('SIGNATURE_MALFORMED'), text);
});

test('fuzz: no text makes the readers fail in any way but their own', () => {
  const near = fc.stringMatching(/^[a-z]{0,3}=?[("?:a-z0-9; ,=\\):]{0,40}$/);
  const field = fc.oneof(near, fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 50 }));
  fc.assert(
    fc.property(field, field, (input, signature) => {
      try {
        readSignatures({ 'signature-input': input, signature });
      } catch (error) {
        assert.ok(error instanceof CausewayError, String(error));
      }
    }),
    { numRuns: 5_000 },
  );
});

test('fuzz: a change of any one character of the fields is refused', () => {
  const components = requestComponents(parts);
  const fields = signatureFields([signComponents('sig', components, parameters, { privateKey })]);
  for (const name of ['signature-input', 'signature'] as const) {
    for (let at = 0; at < fields[name].length; at++) {
      const flipped = String.fromCharCode(fields[name].charCodeAt(at) ^ 1);
      const text = fields[name].slice(0, at) + flipped + fields[name].slice(at + 1);
      assert.throws(() => {
        verifySignature(getSignature(readSignatures({ ...fields, [name]: text }), 'sig'), components, {
          publicKey,
        });
      }, CausewayError);
    }
  }
});
