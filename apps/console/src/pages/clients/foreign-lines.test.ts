import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { foreignFamilies, foreignLines } from './foreign-lines.ts';

const documentation = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', '..', 'docs', 'foreign-agents.md'),
  'utf8',
);

test('each agent gets the lines that are documented', () => {
  for (const family of foreignFamilies) {
    const { file, lines } = foreignLines(family, 'https://HOST:443', undefined);
    const row = documentation
      .split('\n')
      .find((line) => line.startsWith('|') && line.includes(`\`${file}\``));
    assert.ok(row, file);
    for (const line of lines) assert.ok(row.includes(line.replace('https://host', 'https://HOST')), line);
  }
});

test('over HTTP there is no anchor, and a port that is not the scheme’s own is said', () => {
  assert.deepEqual(foreignLines('glpi', 'http://acme.example:8080', undefined).lines, [
    'server = http://acme.example:8080/',
  ]);
});

test('the shared secret is said as each agent wants it', () => {
  const secret = { user: 'agents', password: 'käse' };
  assert.deepEqual(foreignLines('fusion', 'http://acme.example:80', secret).lines.slice(1), [
    'user = agents',
    'password = käse',
  ]);
  const { lines, secret: isSaid } = foreignLines('ocsUnix', 'http://acme.example:80', secret);
  assert.deepEqual(lines.slice(1), ['user=YWdlbnRz', 'password=a8Okc2U=', 'realm=Causeway']);
  assert.equal(isSaid, 'base64');
});
