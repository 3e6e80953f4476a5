import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as texts from '../../../texts/index.ts';
import { whyNot } from './why-not.ts';

const { ask: says } = texts.computer;
const native = { kind: 'native', standing: 'enrolled' };

test('a native client that is enrolled can be asked, once at a time', () => {
  assert.equal(whyNot(native, undefined), undefined);
  assert.equal(whyNot(native, { state: 'done' }), undefined);
  assert.equal(whyNot(native, { state: 'failed' }), undefined);
  assert.equal(whyNot(native, { state: 'waiting' }), says.isWaiting);
});

test('nobody else is there to ask', () => {
  assert.equal(whyNot({ ...native, kind: 'foreign' }, undefined), says.foreign);
  assert.equal(whyNot({ ...native, standing: 'retired' }, { state: 'waiting' }), says.notEnrolled);
});
