import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remedies } from '@causeway/console/remedies';
import { catalogues } from './errors-documentation.ts';

/** What agents, endpoint servers, or whoever starts a process are told; no page shows it. */
const ELSEWHERE = new Set([
  ...['message-signatures', 'config-file', 'endpoint', 'store'],
  ...['causeway command', 'causeway-endpoint', 'causeway-client'],
]);
/** A command of provisioning or an option of one. Those of other machines have no page. */
const COMMAND = /causeway [a-z]|(^|[\s`(])--[a-z]/;

const shown = Object.entries(catalogues)
  .filter(([room]) => !ELSEWHERE.has(room))
  .flatMap(([, { catalogue }]) => Object.entries(catalogue));

test('what a page shows of an error speaks of no command and no option', () => {
  const speaking = shown.filter(([code, { says, hint }]) =>
    COMMAND.test(`${says} ${remedies[code] ?? hint}`),
  );
  assert.deepEqual(
    speaking.map(([code]) => code),
    [],
  );
});

test('every remedy of a page is of a code that there is, and is needed', () => {
  const hints = new Map(shown.map(([code, { hint }]) => [code, hint]));
  const needless = Object.keys(remedies).filter((code) => !COMMAND.test(hints.get(code) ?? ''));
  // Their occurrences speak of commands.
  assert.deepEqual(needless, ['BINDING_SKIPS_INTERIM', 'CLIENTS_NOT_PROVEN']);
});
