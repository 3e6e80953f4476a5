import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUninstallKeys } from './registry.ts';
import { readStoreApps } from './store-apps.ts';

const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';

test('uninstall keys: programs of 64 and 32 bits and of users, without parts of the system and updates', () => {
  const keys = [
    {
      ...{ path: `${KEY}\\7-Zip`, name: '7-Zip 25.01 (x64)', version: '25.01', publisher: 'Igor Pavlov' },
      ...{ date: '20260131', size: 5_700, hidden: null, parent: null },
    },
    {
      path: `${KEY.replace('SOFTWARE', 'SOFTWARE\\WOW6432Node')}\\Old`,
      name: 'Old Tool',
      date: '31.01.2026',
    },
    { path: 'HKEY_USERS\\S-1-5-21-1\\Software\\…\\Uninstall\\Code', name: 'Visual Studio Code (User)' },
    { path: `${KEY}\\{A}`, name: 'Part of Windows', hidden: 1 },
    { path: `${KEY}\\KB500`, name: 'Security Update', parent: 'Office' },
    { path: `${KEY}\\NoName`, name: null, version: '1' },
  ];
  assert.deepEqual(readUninstallKeys(keys), [
    {
      ...{ name: '7-Zip 25.01 (x64)', source: 'registry', version: '25.01', publisher: 'Igor Pavlov' },
      ...{ sizeBytes: 5_700 * 1_024, installedAt: Date.parse('2026-01-31T00:00:00Z') },
    },
    { name: 'Old Tool', source: 'registry', architecture: 'x86' },
    { name: 'Visual Studio Code (User)', source: 'registry' },
  ]);
});

test('a day that is none is not known', () => {
  for (const date of ['20261331', '00000000', '2026', '', 20260131.5, null])
    assert.equal(
      readUninstallKeys([{ name: 'A', path: KEY, date }])[0]?.installedAt,
      undefined,
      String(date),
    );
});

test('store apps: the publisher is the common name of its certificate', () => {
  const apps = [
    {
      ...{ name: 'Microsoft.WindowsTerminal', version: '1.23.1.0', architecture: 'X64' },
      publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond',
    },
    {
      name: 'Acme.App',
      version: '2.0',
      publisher: 'CN="Acme, Inc.", O="Acme, Inc."',
      architecture: 'Neutral',
    },
    { name: '' },
  ];
  assert.deepEqual(readStoreApps(apps), [
    {
      ...{ name: 'Microsoft.WindowsTerminal', source: 'store', version: '1.23.1.0', architecture: 'x64' },
      publisher: 'Microsoft Corporation',
    },
    { name: 'Acme.App', source: 'store', version: '2.0', publisher: 'Acme, Inc.', architecture: 'neutral' },
  ]);
});
