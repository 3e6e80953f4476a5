import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import type { Observation } from '@causeway/endpoint';
import { describeEndpointStore } from '../testing/endpoint-store.contract.ts';
import { enrollOne } from '../testing/open-endpoint-store.ts';
import { someObservation } from '../testing/records.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openTenantStore } from './open-tenant-store.ts';

const https = 'https://inventory.acme.example:443';

describeEndpointStore('SQLite', async () => {
  const { [Symbol.asyncDispose]: removeFile, ...place } = await temporaryFile();
  const store = await openTenantStore(place);
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await removeFile();
    },
  };
});

test('finds everything again after it was closed', async () => {
  await using place = await temporaryFile();
  let clientId: ClientId;
  {
    await using store = await openTenantStore(place);
    clientId = (await enrollOne(store)).id;
    await store.clients.record([someObservation({ clientId, at: 4, address: https })]);
  }
  await using store = await openTenantStore(place);
  assert.equal((await store.clients.find(clientId))?.lastAddress, https);
  assert.equal((await store.clients.standing(clientId))?.evidence[0]?.at, 4);
});

test('records 10,000 observations at once and pages through the fleet', async () => {
  await using place = await temporaryFile();
  await using store = await openTenantStore(place);
  const ids = fillClients(place.file, 10_000);
  await store.clients.record(ids.map((clientId) => observe(clientId, 1)));
  await store.clients.record(ids.map((clientId) => observe(clientId, 2)));
  const fleet = await Array.fromAsync(store.clients.fleet());
  assert.deepEqual(
    fleet.map(({ id }) => id),
    ids.toSorted(),
  );
  for (const { evidence, failures } of fleet) {
    assert.deepEqual(evidence, [{ address: https, trust: 'ab', at: 2 }]);
    assert.equal(failures[0]?.at, 2);
  }
});

/** Past the port: enrolling so many one by one, each durable, is not what is tested here. */
function fillClients(file: string, count: number): ClientId[] {
  using database = new DatabaseSync(file);
  const ids = Array.from({ length: count }, () => asId<ClientId>(randomUUIDv7()));
  database.exec('begin');
  const client = database.prepare(`
    insert into clients values (?, 'pc', 'native', ?, 'enrolled', 'null', 0, null, null)`);
  const contact = database.prepare(`insert into contacts values (?, null, null, 0, 0, 0, '')`);
  for (const id of ids) {
    client.run(id, `key of ${id}`);
    contact.run(id);
  }
  database.exec('commit');
  return ids;
}

function observe(clientId: ClientId, at: number): Observation {
  const failures = [{ address: 'http://inventory.acme.example:80', code: 'REFUSED', at }];
  return { clientId, at, address: https, trust: 'ab', fetchedRevision: at, version: '1.0.0', failures };
}
