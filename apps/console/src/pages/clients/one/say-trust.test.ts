import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayTrust } from './say-trust.ts';

const anchors = [{ sha256: 'ab'.repeat(32), name: 'acme-root' }];

test('trust is said by the name of its anchor, by its digest, or as none', () => {
  assert.equal(sayTrust('none', anchors, 'HTTP'), 'HTTP');
  assert.equal(sayTrust('ab'.repeat(32), anchors, 'HTTP'), 'acme-root');
  assert.equal(
    sayTrust(`${'ab'.repeat(32)}+${'cd'.repeat(32)}`, anchors, 'HTTP'),
    'acme-root, cdcdcdcdcdcdcdcd…',
  );
});
