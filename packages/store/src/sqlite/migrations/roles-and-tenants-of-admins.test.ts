import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { type AdminId, asId } from '@causeway/contract';
import { temporaryFile } from '../../testing/temporary-file.ts';
import { migrate } from '../migrate.ts';
import { openProvisioningStore } from '../open-provisioning-store.ts';
import { provisioningDatabase } from '../provisioning-database.ts';
import { rolesAndTenantsOfAdmins } from './roles-and-tenants-of-admins.ts';

test('who was there before keeps all rights, sessions and tokens', async () => {
  await using place = await temporaryFile();
  writeOld(place.file);
  await using store = await openProvisioningStore(place);
  assert.deepEqual(await store.admins.list(null), [
    {
      ...{ id: 'a1', name: 'ada', role: 'admin', tenantId: null, passwordHash: 'hash', totp: null },
      ...{ identity: null, createdAt: 7 },
    },
  ]);
  const kept = await store.credentials.listOf(asId<AdminId>('a1'));
  assert.deepEqual(
    kept.map(({ kind, role, name, expiresAt }) => [kind, role, name, expiresAt]),
    [
      ['session', 'admin', '', 9],
      ['api-token', 'admin', 'ci', 10],
    ],
  );
  const [entry] = await store.audit.list({ limit: 9 });
  assert.deepEqual([entry?.actor, entry?.tenantId], ['ada', null]);
});

/** As it was before this migration. */
function writeOld(file: string): void {
  using database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  const { migrations } = provisioningDatabase;
  const before = migrations.slice(0, migrations.indexOf(rolesAndTenantsOfAdmins));
  migrate(database, { ...provisioningDatabase, migrations: before });
  database.exec(`
    insert into admins values ('a1', 'ada', 'hash', 7);
    insert into credentials values ('01', 'session', 'a1', '', 8, 9), ('02', 'api-token', 'a1', 'ci', 9, 10);
    insert into audit ("at", "actor", "action", "subject", "outcome", "detail")
      values (1, 'ada', 'tenant.create', 'acme', 'done', 'null');
  `);
}
