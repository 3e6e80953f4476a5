import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commandLines } from './command-lines.ts';

describe('The lines to copy', () => {
  test('name the folders', () => {
    const { create, restore } = commandLines({ data: './data', target: '/var/backups/causeway' });
    assert.equal(create, 'causeway backup create /var/backups/causeway/$(date +%F) --data ./data');
    assert.equal(restore, 'causeway backup restore /var/backups/causeway/DATE --data ./data');
  });

  test('cron takes no percent sign as it is, not in a folder either', () => {
    const { daily } = commandLines({ data: '100%', target: '/b' });
    assert.equal(daily, "0 3 * * * causeway backup create /b/$(date +\\%F) --data '100\\%'");
  });

  test('a folder stays one word', () => {
    const { create } = commandLines({ data: "Ada's data; rm -r /", target: '/b' });
    assert.match(create, / --data 'Ada'\\''s data; rm -r \/'$/);
  });
});
