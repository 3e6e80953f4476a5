import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import { parseHostname, parseQualifiedHostname } from './hostname.ts';

const refusalOf = (parse: (text: string) => string, text: string): CausewayError => {
  try {
    assert.fail(`accepted as ${parse(text)}`);
  } catch (error) {
    if (error instanceof CausewayError) return error;
    throw error;
  }
};

const label63 = 'a'.repeat(63);
const name253 = `${label63}.${label63}.${label63}.${'a'.repeat(61)}`;

test('names of an installation are read, in lower case', () => {
  assert.equal(parseQualifiedHostname('Inventory.ACME.example'), 'inventory.acme.example');
  assert.equal(parseQualifiedHostname('xn--bcher-kva.example'), 'xn--bcher-kva.example');
  assert.equal(parseQualifiedHostname('acme.localhost'), 'acme.localhost');
  assert.equal(parseQualifiedHostname('localhost'), 'localhost');
  assert.equal(parseHostname(name253), name253);
  assert.equal(parseHostname('inventory'), 'inventory');
  assert.equal(parseHostname('192.0.2.7'), '192.0.2.7');
});

const malformed: Readonly<Record<string, string>> = {
  empty: '',
  'a dot alone': '.',
  '254 characters': `a${name253}`,
  '300 characters': 'a'.repeat(300),
  'a label of 64': `a${label63}.example`,
  'a trailing dot': 'acme.example.',
  'an empty label': 'acme..example',
  'a hyphen in front': '-acme.example',
  'a hyphen behind': 'acme-.example',
  Unicode: 'bücher.example',
  'a Kelvin sign': '\u212Aelvin.example',
  'a wildcard': '*.acme.example',
  'an underscore': 'my_host.example',
  'blanks around': ' acme.example ',
  'a line end': 'acme.example\n',
  'a NUL': 'acme\0.example',
  'a URL': 'https://acme.example/',
  'a port behind': 'acme.example:8443',
  'half an IP address': '127.1',
  'an IP address out of range': '256.1.1.1',
  'a hexadecimal IP address': '0x7f.0x1',
};

for (const [name, text] of Object.entries(malformed)) {
  test(`${name} is no hostname`, () => {
    for (const parse of [parseHostname, parseQualifiedHostname]) {
      const { code, seen, expected, hint } = refusalOf(parse, text);
      assert.equal(
        code,
        isDotted(text) && parse === parseQualifiedHostname ? 'HOSTNAME_NOT_QUALIFIED' : 'HOSTNAME_INVALID',
      );
      assert.ok(seen && expected && hint);
    }
  });
}

function isDotted(text: string): boolean {
  return text === '256.1.1.1';
}

test('a bare name or an IP address carries no certificate', () => {
  for (const text of ['inventory', '192.0.2.7', '2001:db8::7', '[2001:db8::7]', '::1', '::ffff:192.0.2.7'])
    assert.equal(refusalOf(parseQualifiedHostname, text).code, 'HOSTNAME_NOT_QUALIFIED', text);
});

test('where it is plain what was meant, the remedy says it', () => {
  const meant = {
    'bücher.example': 'xn--bcher-kva.example',
    'acme.example.': 'acme.example',
    'https://acme.example/': 'acme.example',
    'http://acme.example:8080/x': 'acme.example',
    'acme.example:8443': 'acme.example',
    ' acme.example ': 'acme.example',
  };
  for (const [text, name] of Object.entries(meant))
    assert.match(refusalOf(parseHostname, text).hint ?? '', new RegExp(`: ${name}\\.$`), text);
  assert.doesNotMatch(refusalOf(parseHostname, '127.1').hint ?? '', /127\.0/);
});

test('a long name is not repeated in full', () => {
  const { seen = '' } = refusalOf(parseHostname, 'x'.repeat(10_000_000));
  assert.ok(seen.length < 200);
  assert.match(seen, /10000000 characters/);
});

test('whatever the text, it is refused with a code or read as every URL reader reads it', () => {
  const near = fc.stringMatching(/^[a-z0-9*_.:\-[\]\u212A]{0,40}$/);
  const sound = fc.domain();
  fc.assert(
    fc.property(fc.oneof(near, sound, fc.string({ unit: 'binary' })), (text) => {
      try {
        const name = parseHostname(text);
        assert.equal(new URL(`https://${name}:8443/`).hostname, name);
        assert.equal(parseHostname(name), name);
      } catch (error) {
        assert.ok(error instanceof CausewayError, String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});
