import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePackages } from './software.ts';

test('installed packages are listed with version, architecture and vendor; others leave no trace', () => {
  const listed = [
    'installed\tbash\t5.2.37-2\tamd64\tMatthias Klose <doko@debian.org>',
    'config-files\told\t1.0\tall\tSomebody',
    'not-installed\tnever\t\t\t',
    'half-configured\ttorn\t1\tall\tSomebody',
    'installed\tno-vendor\t1.0',
    '',
  ].join('\n');
  assert.deepEqual(parsePackages(listed), [
    {
      name: 'bash',
      version: '5.2.37-2',
      architecture: 'amd64',
      vendor: 'Matthias Klose <doko@debian.org>',
    },
    { name: 'no-vendor', version: '1.0', architecture: '', vendor: '' },
  ]);
});

test('names in any script stay as they are', () => {
  const [only] = parsePackages('installed\tприклад\t1:2.3~rc1+dfsg-4\tall\tÅsa „QA“ <a@example.org>\n');
  assert.deepEqual(only, {
    ...{ name: 'приклад', version: '1:2.3~rc1+dfsg-4', architecture: 'all' },
    vendor: 'Åsa „QA“ <a@example.org>',
  });
});

test('what is no list of packages is an empty one', () => {
  for (const text of ['', '\n\n', 'installed', 'installed\t', 'bash 5.2', '\t\t\t'])
    assert.deepEqual(parsePackages(text), []);
});
