import { test } from 'node:test';
import { startVerdict } from '@causeway/reachability';
import { openProvisioningStore } from '@causeway/store';
import { createTestVault } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import { type Command, crossedToHttps, everybodyPolls } from './commands.ts';
import { makeCertificates } from './make-certificates.ts';
import { makeKeys } from './simulated-client.ts';
import { World } from './world.ts';

const CLIENTS = 3;
const poll = everybodyPolls();
const certificate = (name: 'own-1' | 'own-2' | 'issued-1'): Command[] => [
  { kind: 'configure', site: { certificate: name } },
  ...poll,
  ...poll,
  { kind: 'look' },
  ...poll,
];
/** With a revision in between: the one before the last is still remembered. */
const anotherRevision: Command[] = [{ kind: 'configure', site: { pollingIntervalSeconds: 601 } }, ...poll];
/** Long enough for the last one to sleep. */
const lastOneSleeps: Command[] = [
  { kind: 'advance', ms: 31 * 86_400_000 },
  { kind: 'poll', client: 0 },
  { kind: 'poll', client: 1 },
];
const othersGo = (name: 'own-1' | 'own-2'): Command[] => [
  { kind: 'configure', site: { certificate: name } },
  ...Array.from({ length: 3 }, (): Command[] => [
    { kind: 'advance', ms: 1_000 },
    { kind: 'poll', client: 0 },
    { kind: 'poll', client: 1 },
    { kind: 'look' },
  ]).flat(),
];
const backAtOnce: Command[] = [{ kind: 'configure', site: { certificate: 'own-2' } }, { kind: 'look' }];

const stories: Readonly<Record<string, readonly Command[]>> = {
  'rehearsed, undone and forgotten, a certificate has to be rehearsed again': [
    ...crossedToHttps,
    { kind: 'configure', site: { certificate: 'own-2' } },
    ...poll,
    { kind: 'undo' },
    ...poll,
    ...anotherRevision,
    ...backAtOnce,
  ],
  'served once and forgotten, a certificate has to be rehearsed again': [
    ...crossedToHttps,
    ...certificate('own-2'),
    ...certificate('issued-1'),
    ...anotherRevision,
    ...backAtOnce,
  ],
  'a sleeper that has forgotten a certificate is not left alone with it': [
    ...crossedToHttps,
    ...certificate('own-2'),
    ...anotherRevision,
    ...anotherRevision,
    ...lastOneSleeps,
    ...othersGo('own-1'),
  ],
};

for (const [title, commands] of Object.entries(stories)) {
  test(title, async () => {
    await using folder = await TemporaryFolder.make();
    const file = folder.file('provisioning.sqlite');
    await using store = await openProvisioningStore({ file, vault: createTestVault() });
    const certificates = await makeCertificates();
    const world = new World({ store, certificates, keys: makeKeys(CLIENTS), startVerdict });
    try {
      await world.begin();
      for (const command of commands) await world.apply(command);
      await world.requireNobodyLost();
    } finally {
      await world.end();
    }
  });
}
