import assert from 'node:assert/strict';
import { test } from 'node:test';
import { navOfPlatform, navOfProvisioning } from '@causeway/console/nav';
import { remedies, remediesOfTenant } from '@causeway/console/remedies';
import { nav } from '@causeway/console/shell';
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

const namesIn = (groups: typeof navOfPlatform) =>
  groups.flatMap(({ entries }) => entries.map(({ name }) => nav[name]));
/** Pages of provisioning, tabs of a tenant included, that the site of a tenant lacks or calls otherwise. */
const ELSEWHERE_NAMED = new RegExp(
  `\\b(${[
    ...namesIn(navOfProvisioning).filter((name) => !namesIn(navOfPlatform).includes(name)),
    ...['ACME', 'Clients', 'Danger', 'Database', 'General', 'Website', 'list of computers'],
  ].join('|')})\\b`,
);

test('at the site of a tenant no remedy names a page that is not there', () => {
  const leading = shown
    .filter(([code, { hint }]) => ELSEWHERE_NAMED.test(remediesOfTenant[code] ?? remedies[code] ?? hint))
    .map(([code]) => code);
  assert.deepEqual(
    // ACME is provisioning's.
    leading.filter((code) => !code.startsWith('ACME_')),
    [
      // Nothing that can be done there is refused with these.
      ...['TENANT_HAS_CLIENTS', 'CERTIFICATE_REQUEST_NOT_FOUND', 'NOTICE_CHANNEL_NOT_FOUND'],
      // The word begins a sentence.
      'REQUEST_TOO_LARGE',
    ],
  );
});

test('every remedy of a tenant is of a code that there is', () => {
  const codes = new Set(shown.map(([code]) => code));
  assert.deepEqual(
    Object.keys(remediesOfTenant).filter((code) => !codes.has(code)),
    [],
  );
});
