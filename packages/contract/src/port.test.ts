import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { parsePort } from './port.ts';

test('the first and the last port are ports, as number and as text', () => {
  for (const port of [1, 80, 65_535]) {
    assert.equal(parsePort(port), port);
    assert.equal(parsePort(String(port)), port);
  }
});

const wrong: readonly (number | string)[] = [
  0,
  -0,
  -1,
  65_536,
  80.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  '',
  '0',
  '65536',
  '-1',
  '080',
  '0x50',
  '1e3',
  ' 80',
  '80 ',
  '٨٠',
  'http',
  '9'.repeat(1_000_000),
];

for (const value of wrong) {
  test(`${typeof value} ${String(value).slice(0, 20)} is no port`, () => {
    assert.throws(
      () => parsePort(value),
      (error) => {
        assert.ok(error instanceof CausewayError);
        assert.equal(error.code, 'PORT_INVALID');
        assert.ok((error.seen ?? '').length < 100 && error.expected && error.hint);
        if (typeof value === 'number' && !Object.is(value, -0)) assert.equal(error.seen, String(value));
        return true;
      },
    );
  });
}
