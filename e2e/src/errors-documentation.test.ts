import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogues, formatErrorsDocument } from './errors-documentation.ts';

test('docs/errors.md says what the catalogues say', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'errors.md'), 'utf8');
  assert.equal(page, formatErrorsDocument(), 'run: node e2e/src/write-errors-documentation.ts');
});

test('a code has one meaning in the whole house', () => {
  const codes = Object.values(catalogues).flatMap(({ catalogue }) => Object.keys(catalogue));
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  assert.deepEqual(twice, []);
});

test('every code says what happened and what to do, in whole sentences', () => {
  for (const { catalogue } of Object.values(catalogues)) {
    for (const [code, { says, hint }] of Object.entries(catalogue)) {
      assert.match(code, /^[A-Z][A-Z0-9_]+$/);
      assert.match(says, /^[A-Z].+\.$/, code);
      assert.match(hint, /^[A-Z`].+[.?`]$/, code);
    }
  }
});
