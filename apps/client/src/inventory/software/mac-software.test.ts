import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TemporaryFolder } from '@causeway/testkit';
import { readApplications } from './applications.ts';
import { readCellar } from './homebrew.ts';
import { readReceipt } from './receipts.ts';

test('applications: who signed one is its publisher', () => {
  const profiled = {
    SPApplicationsDataType: [
      {
        ...{
          _name: 'Firefox',
          arch_kind: 'arch_i64',
          lastModified: '2026-01-31T10:00:00Z',
          version: '145.0',
        },
        ...{ obtained_from: 'identified_developer', path: '/Applications/Firefox.app' },
        signed_by: ['Developer ID Application: Mozilla Corporation (43AQ936H96)', 'Apple Root CA'],
      },
      {
        ...{ _name: 'Mail', obtained_from: 'apple', signed_by: ['Software Signing'] },
        version: '16.0',
      },
      { _name: 'Xcode', obtained_from: 'mac_app_store', signed_by: ['Apple Mac OS Application Signing'] },
      { version: '1' },
    ],
  };
  assert.deepEqual(readApplications(JSON.stringify(profiled)), [
    {
      ...{ name: 'Firefox', source: 'app', version: '145.0', publisher: 'Mozilla Corporation' },
      ...{ architecture: 'i64', installedAt: Date.parse('2026-01-31T10:00:00Z') },
    },
    { name: 'Mail', source: 'app', version: '16.0', publisher: 'Apple' },
    { name: 'Xcode', source: 'app' },
  ]);
  assert.deepEqual(readApplications('{}'), []);
});

test('receipts: one package each', () => {
  const receipt =
    'package-id: org.example.tool\nversion: 1.4.2\nvolume: /\nlocation: \ninstall-time: 1764000000\n';
  const expected = {
    name: 'org.example.tool',
    source: 'pkg',
    version: '1.4.2',
    installedAt: 1_764_000_000_000,
  };
  assert.deepEqual(readReceipt(receipt), [expected]);
  assert.deepEqual(readReceipt("No receipt for 'x' found at '/'."), []);
});

test('homebrew: every version that has a folder, and nothing where there is none', async () => {
  await using folder = await TemporaryFolder.make();
  for (const [name, version] of [
    ['openssl@3', '3.5.0'],
    ['openssl@3', '3.5.1'],
    ['.keep', '1'],
  ] as const)
    await mkdir(folder.file(name, version), { recursive: true });
  await writeFile(folder.file('note.txt'), '');
  const software = await readCellar(folder.path);
  assert.deepEqual(software.map(({ name, version }) => `${name} ${version}`).sort(), [
    'openssl@3 3.5.0',
    'openssl@3 3.5.1',
  ]);
  assert.deepEqual(await readCellar(folder.file('none')), []);
});
