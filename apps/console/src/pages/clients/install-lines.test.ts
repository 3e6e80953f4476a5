import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installLines } from './install-lines.ts';

test('a shell gets its lines with backslashes, and the rights of the system', () => {
  const lines = installLines({
    ...{ system: 'linux', server: 'http://acme.example:80', token: 'ID.SECRET', anchorFile: undefined },
  });
  assert.deepEqual(lines.split('\n'), [
    'sudo npx causeway-client enroll \\',
    '  --server http://acme.example:80 \\',
    '  --token ID.SECRET',
    'sudo npx causeway-client run',
  ]);
});

test('PowerShell gets them with backticks, and the trust anchor where there is one', () => {
  const lines = installLines({
    ...{ system: 'windows', server: 'https://acme.example:443', token: 'ID.SECRET', anchorFile: 'acme.pem' },
  });
  assert.deepEqual(lines.split('\n'), [
    'npx causeway-client enroll `',
    '  --server https://acme.example:443 `',
    '  --token ID.SECRET `',
    '  --anchor acme.pem',
    'npx causeway-client run',
  ]);
});
