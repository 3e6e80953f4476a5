import assert from 'node:assert/strict';
import type { ErrorDocument } from '@causeway/errors';

/** Nobody is told more than this: what exactly was wrong would help to guess. */
const SAYS_LITTLE = new Set(['SIGN_IN_FAILED']);
/** What does not exist was expected to, what is taken was expected to be free, and the remedy says where the list is. */
const EXPECTS_NOTHING_SPECIAL = new Set(['access', 'not-found', 'fault']);
/** Longer than any honest explanation; input that is given back whole makes it longer. */
const LONGEST = 4_100;

/** The error document of an answer; that of the OData feed is inside of what OData calls an error. */
export function refusalIn(answer: string): ErrorDocument | undefined {
  const { error } = JSON.parse(answer) as { error?: ErrorDocument & { innererror?: ErrorDocument } };
  return error?.innererror ?? error;
}

/** A refusal that a tired admin can act on: what was seen, what was expected, and the remedy. */
export function assertRefusal(document: ErrorDocument, code: string): void {
  const told = JSON.stringify(document);
  assert.equal(document.code, code, told);
  assert.notEqual(document.kind, 'fault', told);
  for (const part of ['seen', 'expected', 'hint'] as const) assertSaid(document, part);
  assert.doesNotMatch(told, /\n\s+at .*[:(]\d|KEY-----\\n\w|node:internal|\[object |undefined|NaN/, told);
}

function assertSaid(document: ErrorDocument, part: 'seen' | 'expected' | 'hint'): void {
  const text = document[part];
  const mayBeMissing =
    (SAYS_LITTLE.has(document.code) && part !== 'hint') ||
    (part === 'expected' &&
      (EXPECTS_NOTHING_SPECIAL.has(document.kind) || /_(TAKEN|IN_USE|UNUSED|NOT_OURS)$/.test(document.code)));
  if (text === undefined && mayBeMissing) return;
  assert.ok(text !== undefined && text.trim() !== '', `${part} is missing in ${JSON.stringify(document)}`);
  assert.ok(text.length <= LONGEST, `${part} has ${text.length} characters`);
}
