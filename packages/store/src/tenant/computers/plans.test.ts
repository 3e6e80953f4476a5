import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';
import { computerKind } from './row-kinds.ts';

test('an index walks computers in the order of each column, and finds the few that have a value', async () => {
  await using tenant = await TenantWithClients.open();
  using database = new DatabaseSync(tenant.file);
  const plan = (statement: string) => {
    const steps = database.prepare(`explain query plan ${statement}`).all();
    return steps.map(({ detail }) => String(detail)).join('; ');
  };
  const present = 'select * from computers c where c."archivedAt" = 0';
  const columns = Object.keys(computerKind.columns).filter(
    (name) => !/^(id|clientId|archivedAt)$/.test(name),
  );
  assert.ok(columns.length > 15);
  for (const column of columns) {
    const walked = plan(`${present} order by c."${column}" desc, c."id" desc limit 9`);
    assert.match(walked, new RegExp(`^SEARCH c USING INDEX computers_by_${column} \\(archivedAt=\\?\\)$`));
    const behind = `(c."${column}", c."id") > ('a', 5)`;
    const next = plan(`${present} and ${behind} order by c."${column}", c."id" limit 9`);
    assert.match(next, new RegExp(`^SEARCH c USING INDEX computers_by_${column} \\(archivedAt=\\? AND`));
  }
  for (const column of ['name', 'serialNumber', 'uuid', 'ip', 'lastUser', 'model']) {
    const found = plan(
      `${present} and c."${column}" = 'a' and c."domain" = 'b' order by +c."name", +c."id" limit 9`,
    );
    assert.match(found, new RegExp(`computers_by_${column} \\(archivedAt=\\? AND ${column}=\\?\\)`));
  }
});
