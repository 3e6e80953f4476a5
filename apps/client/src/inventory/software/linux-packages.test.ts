import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApk } from './apk.ts';
import { readDpkg } from './dpkg.ts';
import { readFlatpak } from './flatpak.ts';
import { readRpm } from './rpm.ts';
import { readSnap } from './snap.ts';

test('dpkg: installed packages with all that is known of them; others leave no trace', () => {
  const listed = [
    'installed\tbash\t5.2.37-2\tamd64\tMatthias Klose <doko@debian.org>\t7164',
    'triggers-pending\tman-db\t2.13\tamd64\tSomebody\t10',
    'config-files\told\t1.0\tall\tSomebody\t1',
    'not-installed\tnever\t\t\t\t',
    'half-configured\ttorn\t1\tall\tSomebody\t1',
    'installed\tprzykład\t1:2.3~rc1+dfsg-4\tall\tÅsa „QA“ <a@example.org>\t',
    'installed\t',
    '',
  ].join('\n');
  assert.deepEqual(readDpkg(listed), [
    {
      ...{ name: 'bash', source: 'dpkg', version: '5.2.37-2', architecture: 'amd64' },
      ...{ publisher: 'Matthias Klose <doko@debian.org>', sizeBytes: 7_164 * 1_024 },
    },
    {
      ...{ name: 'man-db', source: 'dpkg', version: '2.13', architecture: 'amd64' },
      ...{ publisher: 'Somebody', sizeBytes: 10_240 },
    },
    {
      ...{ name: 'przykład', source: 'dpkg', version: '1:2.3~rc1+dfsg-4', architecture: 'all' },
      publisher: 'Åsa „QA“ <a@example.org>',
    },
  ]);
});

test('dpkg: what is no list of packages is an empty one', () => {
  for (const text of ['', '\n\n', 'installed', 'installed\t', 'bash 5.2', '\t\t\t'])
    assert.deepEqual(readDpkg(text), []);
});

test('rpm: what a package does not say is left out', () => {
  const listed = [
    'bash\t5.2.26-3.el10\tx86_64\tRed Hat, Inc.\t8154321\t1764000000',
    'gpg-pubkey\t1:8a3b-5f\t(none)\t(none)\t0\t1764000001',
    'kernel\t6.12.0-55.el10\tx86_64\tRed Hat, Inc.\t0\t1764000002',
    'kernel\t6.12.0-57.el10\tx86_64\tRed Hat, Inc.\t0\t1764000003',
    '',
  ].join('\n');
  const packages = readRpm(listed);
  assert.deepEqual(packages[0], {
    ...{ name: 'bash', source: 'rpm', version: '5.2.26-3.el10', architecture: 'x86_64' },
    ...{ publisher: 'Red Hat, Inc.', sizeBytes: 8_154_321, installedAt: 1_764_000_000_000 },
  });
  assert.deepEqual(packages[1], {
    ...{ name: 'gpg-pubkey', source: 'rpm', version: '1:8a3b-5f', installedAt: 1_764_000_001_000 },
  });
  assert.deepEqual(
    packages.slice(2).map(({ version }) => version),
    ['6.12.0-55.el10', '6.12.0-57.el10'],
  );
});

test('apk: a paragraph a package', () => {
  const database = [
    'C:Q1abc=\nP:musl\nV:1.2.5-r10\nA:x86_64\nS:410000\nI:671744\nT:the musl c library (libc)\nm:Timo Teräs <t@example.org>\nF:lib\nR:ld-musl-x86_64.so.1',
    'C:Q1def=\nP:.build-deps\nV:0\n',
    '',
  ].join('\n\n');
  assert.deepEqual(readApk(database), [
    {
      ...{ name: 'musl', source: 'apk', version: '1.2.5-r10', architecture: 'x86_64' },
      ...{ publisher: 'Timo Teräs <t@example.org>', sizeBytes: 671_744 },
    },
    { name: '.build-deps', source: 'apk', version: '0' },
  ]);
});

test('flatpak: with the titles of its columns or without, a runtime by its branch', () => {
  const listed = [
    'Application ID\tVersion\tArch\tOrigin\tBranch',
    'org.mozilla.firefox\t145.0\tx86_64\tflathub\tstable',
    'org.freedesktop.Platform\t\tx86_64\tflathub\t24.08',
    '',
  ].join('\n');
  const firefox = { name: 'org.mozilla.firefox', source: 'flatpak', version: '145.0' };
  const platform = { name: 'org.freedesktop.Platform', source: 'flatpak', version: '24.08' };
  const from = { architecture: 'x86_64', publisher: 'flathub' };
  assert.deepEqual(readFlatpak(listed), [
    { ...firefox, ...from },
    { ...platform, ...from },
  ]);
});

test('snap: by columns, without the mark of a verified publisher', () => {
  const listed = [
    'Name      Version        Rev    Tracking         Publisher     Notes',
    'core22    20250612       2045   latest/stable    canonical**   base',
    'firefox   145.0.1-1      7300   latest/stable/…  mozilla*      -',
    'mine      0.1            x1     -                -             devmode',
    '',
  ].join('\n');
  assert.deepEqual(readSnap(listed), [
    { name: 'core22', source: 'snap', version: '20250612', publisher: 'canonical' },
    { name: 'firefox', source: 'snap', version: '145.0.1-1', publisher: 'mozilla' },
    { name: 'mine', source: 'snap', version: '0.1' },
  ]);
  assert.deepEqual(readSnap('No snaps are installed yet. Try …'), []);
});
