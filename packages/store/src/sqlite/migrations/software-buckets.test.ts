import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { checkCounts } from '../../testing/check-counts.ts';
import { someInventory } from '../../testing/records.ts';
import { temporaryFile } from '../../testing/temporary-file.ts';
import { openSqlite } from '../open-sqlite.ts';
import { openTenantStore } from '../open-tenant-store.ts';
import { tenantDatabase } from '../tenant-database.ts';
import { softwareBuckets } from './software-buckets.ts';

const migrations = tenantDatabase.migrations.slice(0, tenantDatabase.migrations.indexOf(softwareBuckets));
const [bash, vim] = [
  { name: 'bash', version: '5' },
  { name: 'vim', version: '9' },
];
const other = { SOFTWARES: [{ name: 'bash', COMMENTS: 'a shell' }] };

/** As the version before left it: a computer with two packages, and what its agent said of one of them. */
async function writeOldDatabase(file: string): Promise<void> {
  using database = await openSqlite(file, { ...tenantDatabase, migrations });
  const sections = JSON.stringify({ software: [], other });
  database.exec(`
    insert into clients values ('n', 'pc-n', 'native', 'key n', 'enrolled', 'null', 1, null, null);
    insert into contacts select "id", 99, null, 0, 0, 0, '1' from clients;
    insert into computers ("id", "clientId", "name", "softwareCount", "firstSeenAt", "inventoryAt", "changedAt")
      values (7, 'n', 'pc-n', 2, 1, 1, 1);
    insert into computer_reports values (7, '', '{"hostname":null,"uuid":null,"serialNumber":null,"macs":[]}', '[]');
    insert into computer_parts values (7, 'machine', 'm', '{}'), (7, 'software', 's', '${sections}');
    insert into software ("id", "name", "version", "publisher", "architecture", "source", "firstSeenAt")
      values (1, 'bash', '5', '', '', '', 1), (2, 'vim', '9', '', '', '', 1);
    insert into installations ("computerId", "softwareId", "since") values (7, 1, 1), (7, 2, 1);
    insert into software_presence values (0, 1, 1 << 7), (0, 2, 1 << 7);
    update software_counts set "installations" = 1;
  `);
}

test('software that was there before stays, and is compared with what comes', async () => {
  await using place = await temporaryFile();
  await writeOldDatabase(place.file);
  await using store = await openTenantStore(place);
  checkCounts(place.file);
  const { rows } = await store.computers.list({ limit: 9 });
  const read = async () => (await store.computers.find(rows[0]?.id ?? 0))?.inventory;
  assert.deepEqual(await read(), { software: [bash, vim], other });
  const row = '<SOFTWARES><NAME>bash</NAME><VERSION>5</VERSION></SOFTWARES>';
  const document = `<REQUEST><CONTENT>${row}</CONTENT><DEVICEID>pc</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`;
  const clientId = asId<ClientId>('n');
  await store.inventories.put(someInventory({ clientId, receivedAt: 2, format: 'ocs-xml', document }));
  checkCounts(place.file);
  assert.deepEqual((await read())?.software, [bash]);
  const { rows: changes } = await store.computers.changes({ limit: 9 });
  assert.deepEqual(
    changes.map(({ kind, what }) => [kind, what]),
    [['removed', 'vim 9']],
  );
});
