import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import { Type } from 'typebox';
import { compileInput } from './read-input.ts';

const Body = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 10 }),
    port: Type.Optional(Type.Number()),
    rescue: Type.Optional(Type.Boolean()),
    binding: Type.Optional(Type.Enum(['http', 'https'])),
    state: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
    password: Type.Optional(Type.String({ maxLength: 5 })),
  },
  { additionalProperties: false },
);
const Query = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  isLong: Type.Optional(Type.Boolean()),
  names: Type.Optional(Type.Array(Type.String())),
});

const compile = (schema: typeof Body | typeof Query, httpPart: string) =>
  compileInput({ schema, httpPart, method: 'POST', url: '/' });
const readBody = compile(Body, 'body');
const readQuery = compile(Query, 'querystring');

function refusalOf(read: typeof readBody, value: unknown): CausewayError {
  const result: { error?: unknown } = Object(read(value));
  assert.ok(result.error instanceof CausewayError, JSON.stringify(value));
  assert.equal(result.error.code, 'REQUEST_INVALID');
  assert.ok(result.error.seen && result.error.expected);
  return result.error;
}

test('a body is taken as it is, nothing in it is turned into something else', () => {
  assert.deepEqual(readBody({ name: 'a', port: 80, rescue: false }), {
    value: { name: 'a', port: 80, rescue: false },
  });
  const wrong = [
    { port: '80' },
    { port: null },
    { port: true },
    { port: Number.POSITIVE_INFINITY },
    { rescue: null },
    { rescue: 'false' },
    { rescue: 0 },
    { rescue: '' },
  ];
  for (const value of wrong) refusalOf(readBody, { name: 'a', ...value });
});

test('a query is text: numbers and booleans in plain letters, defaults for what is left out', () => {
  assert.deepEqual(readQuery({}), { value: { limit: 100 } });
  assert.deepEqual(readQuery({ limit: '7', isLong: 'true', names: 'x' }), {
    value: { limit: 7, isLong: true, names: ['x'] },
  });
  for (const limit of [
    '',
    '0',
    '1001',
    '0x10',
    '1e2',
    ' 7',
    '7 ',
    'true',
    '1.5',
    ['1', '2'],
    '9'.repeat(400),
  ])
    refusalOf(readQuery, { limit });
  refusalOf(readQuery, { isLong: '1' });
});

test('a refusal says where, what was seen and what was expected', () => {
  const said = (value: unknown) => {
    const { seen, expected } = refusalOf(readBody, value);
    return `${seen} | ${expected}`;
  };
  assert.equal(said({}), 'body without name | name in body');
  assert.equal(said(undefined), 'body: nothing | body must be object');
  assert.equal(said({ name: 'a', port: '80' }), 'body/port: "80" | body/port must be number');
  assert.equal(said({ name: 'a', binding: 'ftp' }), 'body/binding: "ftp" | one of http, https');
  assert.equal(said({ name: 'a', state: 'x' }), 'body/state: "x" | one of on, off');
  assert.match(
    said({ name: 'a', prot: 1 }),
    /^body\/prot, which means nothing here \| nothing but name, port, /,
  );
  assert.match(
    said({ name: 'x'.repeat(100) }),
    /^body\/name: a text of 100 characters \| .*more than 10 characters$/,
  );
});

test('what is secret is not given back, nor is a body as a whole', () => {
  const { seen = '' } = refusalOf(readBody, { name: 'a', password: 'hunter2!' });
  assert.equal(seen, 'body/password: a text of 8 characters');
  assert.equal(refusalOf(readBody, { name: 'a', password: 4711 }).seen, 'body/password: a number');
  assert.equal(refusalOf(readBody, 'hunter2!').seen, 'body: a text of 8 characters');
});

test('no name of a property reaches beyond the object that was sent', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '~', '/']) {
    const body = JSON.parse(`{"name":"a",${JSON.stringify(name)}:{"polluted":true}}`);
    refusalOf(readBody, body);
    readQuery(JSON.parse(`{${JSON.stringify(name)}:"x"}`));
  }
  assert.equal(Object(undefined).polluted, undefined);
});

test('whatever is sent, it is taken or refused with a code, and never repeated at length', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      for (const read of [readBody, readQuery]) {
        const result: { error?: unknown; value?: unknown } = Object(read(value));
        if (result.error === undefined) continue;
        assert.ok(result.error instanceof CausewayError, String(result.error));
        assert.ok((result.error.seen ?? '').length < 300 && (result.error.expected ?? '').length < 500);
      }
    }),
    { numRuns: 2_000 },
  );
});
