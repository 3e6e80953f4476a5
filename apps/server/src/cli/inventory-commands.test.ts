import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputerDetailsView, ComputerView, DuplicateView } from '@causeway/contract/admin';
import { json, NOW, startScene } from '../testing/command-scene.ts';

const HOUR_MS = 3_600_000;

const computer: ComputerView = {
  ...{
    id: 7,
    name: 'anna-pc',
    clientId: '0191f0c2-0000-7000-8000-000000000007',
    domain: null,
    osFamily: 'linux',
  },
  ...{ osName: 'Debian GNU/Linux', osVersion: '13', manufacturer: 'Dell Inc.', model: 'Latitude 5540' },
  ...{
    serialNumber: null,
    uuid: null,
    cpu: null,
    cpuCores: 8,
    memoryBytes: 17_179_869_184,
    storageBytes: null,
  },
  ...{ ip: '10.0.0.7', lastUser: null, collectedBy: null, softwareCount: 912 },
  ...{ firstSeenAt: 0, inventoryAt: NOW - 3 * HOUR_MS, changedAt: 0, archivedAt: null },
};

test('a table that a tired admin reads, and a word when there is more', async () => {
  await using scene = await startScene((_path, response) =>
    json(response, { rows: [computer], next: 'x/+' }),
  );
  const { stdout, stderr } = await scene.run(
    'computer',
    'list',
    'acme',
    '--limit',
    '1',
    '--filter',
    "name eq 'ü'",
  );
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    'COMPUTER  ID  SYSTEM               MODEL                    MEMORY  ADDRESS   USER  SOFTWARE  REPORTED',
    'anna-pc   7   Debian GNU/Linux 13  Dell Inc. Latitude 5540  16 GiB  10.0.0.7  -     912       3 h ago',
  ]);
  assert.match(stderr, /There are more/);
  assert.deepEqual(scene.asked, ["GET computers?filter=name%20eq%20'%C3%BC'&limit=1"]);
});

test('JSON has every page', async () => {
  await using scene = await startScene((path, response) =>
    json(response, path.includes('after=') ? { rows: [computer] } : { rows: [computer], next: 'x/+' }),
  );
  const { stdout } = await scene.run('software', 'list', 'acme', '--computer', 'anna pc', '--json');
  assert.equal(JSON.parse(stdout).length, 2);
  assert.deepEqual(scene.asked, [
    'GET computers/anna%20pc/software?limit=1000',
    'GET computers/anna%20pc/software?limit=1000&after=x%2F%2B',
  ]);
});

test('CSV comes as it is, whatever its pieces, and moves no cursor', async () => {
  const pieces = ['name\r', '\na', '\u001b[2J\r\n', '"x\r\ny"\r\n'];
  await using scene = await startScene((_path, response) => {
    for (const piece of pieces) response.write(piece);
    response.end();
  });
  const { stdout } = await scene.run('computer', 'list', 'acme', '--csv');
  assert.equal(stdout, 'name\na\\u001b[2J\n"x\ny"\n');
  assert.deepEqual(scene.asked, ['GET computers?format=csv']);
});

test('a computer as a person reads it', async () => {
  const view: ComputerDetailsView = {
    ...computer,
    archivedAt: NOW,
    inventory: {
      hardware: { hostname: 'anna-pc', memoryBytes: 17_179_869_184 },
      operatingSystem: { family: 'linux', bootedAt: Number.MAX_SAFE_INTEGER, installedAt: 0 },
      networkInterfaces: [
        { name: 'eth0', ips: ['10.0.0.7', '::1'] },
        { name: 'lo', isVirtual: true },
      ],
      software: [{ name: 'bash' }],
      other: { ANTIVIRUS: [] },
    },
    collectors: [
      { name: 'dpkg', tookMs: 3 },
      { name: 'flatpak', tookMs: 5, failed: 'not installed' },
    ],
  };
  await using scene = await startScene((_path, response) => json(response, view));
  const { stdout } = await scene.run('computer', 'show', 'acme', 'anna-pc');
  for (const part of [
    /^computer +anna-pc \(7\), archived 2026-11-24T12:00:00Z$/m,
    /^ {2}memory +16 GiB$/m,
    /^ {2}booted +9007199254740991$/m,
    /^ {2}installed +1970-01-01T00:00:00Z$/m,
    /^NETWORK INTERFACES\n {2}name +ips +is virtual\n {2}eth0 +10\.0\.0\.7, ::1 +-\n {2}lo +- +true$/m,
    /^NOT COLLECTED\n.*\n {2}flatpak +not installed$/m,
    /^OTHER\n {2}ANTIVIRUS/m,
  ])
    assert.match(stdout, part);
});

test('history shows what was and what is', async () => {
  const row = {
    id: 1,
    computerId: 7,
    computerName: 'anna-pc',
    at: NOW,
    section: 'software',
    kind: 'changed',
  };
  const changed = { ...row, what: 'bash', before: { version: '5.1' }, after: 'x'.repeat(60) };
  await using scene = await startScene((_path, response) => json(response, { rows: [changed] }));
  const { stdout } = await scene.run('computer', 'history', 'acme', '7');
  assert.match(stdout, /software {2}changed {2}bash {2}\{"version":"5\.1"\} {2}x{50}…$/m);
});

test('duplicates are listed, confirmed and split', async () => {
  const other = { ...computer, id: 9, clientId: '0191f0c2-0000-7000-8000-000000000009', archivedAt: NOW };
  const pair: DuplicateView = {
    ...{
      id: 3,
      computers: [computer, other],
      kind: 'same-machine',
      shared: 'serial number 5CG1',
      foundAt: NOW,
    },
    state: 'open',
  };
  await using scene = await startScene((path, response) =>
    json(response, path.includes('?') ? { rows: [pair] } : { ...pair, state: settledBy(path) }),
  );
  assert.match(
    (await scene.run('duplicate', 'list', 'acme')).stdout,
    /one machine under two clients: serial number 5CG1/,
  );
  assert.equal(
    (await scene.run('duplicate', 'confirm', 'acme', '3')).stdout,
    'anna-pc (7) and anna-pc (9) are one.\nanna-pc (9) is archived, and its client retired unless it reports another computer, too.\n',
  );
  assert.equal(
    (await scene.run('duplicate', 'split', 'acme', '3')).stdout,
    'anna-pc (7) and anna-pc (9) are two.\n',
    'that one of the two was archived before is no news',
  );
  await scene.run('computer', 'restore', 'acme', '..');
  assert.deepEqual(scene.asked, [
    'GET duplicates?limit=1000&state=open',
    'POST duplicates/3/confirm',
    'POST duplicates/3/split',
    'POST computers/../restore',
  ]);
});

test('of two machines under one id the one that is archived goes alone: the other still has the client', async () => {
  const pair: DuplicateView = {
    ...{ id: 4, computers: [computer, { ...computer, id: 9, archivedAt: NOW }], kind: 'same-id' },
    ...{ shared: 'hostname anna-pc', foundAt: NOW, state: 'confirmed' },
  };
  await using scene = await startScene((_path, response) => json(response, pair));
  assert.match(
    (await scene.run('duplicate', 'confirm', 'acme', '4')).stdout,
    /anna-pc \(9\) is archived\.$/m,
  );
});

function settledBy(path: string): DuplicateView['state'] {
  return path.endsWith('/confirm') ? 'confirmed' : 'split';
}
