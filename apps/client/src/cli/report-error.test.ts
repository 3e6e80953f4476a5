import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { clientErrors } from '@causeway/client-core';
import { reportError } from './report-error.ts';

function report(error: unknown, { isStopped = false, isJson = false } = {}): [number, string] {
  let text = '';
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const signal = isStopped ? AbortSignal.abort() : new AbortController().signal;
  return [reportError(error, { stderr, signal }, isJson), text];
}

test('an error of ours is told whole, as text and as JSON, with the exit code of its kind', () => {
  const error = clientErrors.error('TOKEN_MALFORMED', { seen: '3 characters', expected: 'ID.SECRET' });
  const [code, text] = report(error);
  assert.equal(code, 2);
  assert.deepEqual(text.split('\n'), [
    'TOKEN_MALFORMED: This is not an enrollment token.',
    '  seen:     3 characters',
    '  expected: ID.SECRET',
    '  remedy:   Copy it whole: `causeway enrollment-token create TENANT` prints one.',
    '',
  ]);
  assert.deepEqual(JSON.parse(report(error, { isJson: true })[1]), { error: error.toDocument() });
  assert.equal(report(clientErrors.error('STATE_DAMAGED'))[0], 70);
});

test('whoever asks it to stop gets no complaint; a fault leaves its stack, also then', () => {
  const abort = new DOMException('stopped', 'AbortError');
  assert.deepEqual(report(abort, { isStopped: true }), [0, '']);
  assert.equal(report(abort)[0], 70);
  const [code, text] = report(new TypeError('a mistake of ours'), { isStopped: true });
  assert.equal(code, 70);
  assert.match(text, /^TypeError: a mistake of ours\n {4}at /);
});
