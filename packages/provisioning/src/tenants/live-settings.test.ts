import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '@causeway/config-file';
import { someEndpointServer } from '@causeway/store/testing';
import { startTestProvisioning } from '../testing/start-provisioning.ts';
import { policyOf } from './frequencies.ts';

const NOW = Date.UTC(2026, 10, 25);
/** Each takes about a kilobyte of config.ini. */
const SERVERS = 63;
const LONG_NAME = 'x'.repeat(61);

async function startAcme() {
  const started = await startTestProvisioning(() => NOW);
  const [httpPort = 0, , httpsPort = 0] = started.ports;
  const { tenants } = started.provisioning;
  await tenants.create({ name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
  const kept = async () => {
    const tenant = await started.store.tenants.findByName('acme');
    assert.ok(tenant);
    return tenant;
  };
  const { id } = await kept();
  const published = async () => {
    const current = await started.fleets.get(id)?.revisions.current();
    assert.ok(current);
    return parseConfig(current.file).config;
  };
  return { started, id, kept, published };
}

test('what config.ini has no room for is not taken, and nothing of it stays behind', async () => {
  const { started, id, kept, published } = await startAcme();
  await using _started = started;
  const { groups } = started.provisioning;
  const hostname = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;
  const serving = Array.from({ length: 4 }, (_, at) => ({
    ...({ scheme: 'http', serves: 'everything', certificateId: null } as const),
    ...{ hostname, port: 1_000 + at },
  }));
  // What they serve leaves room for a few groups, and not for twenty.
  for (let count = 0; count < SERVERS; count++)
    await started.store.endpointServers.add(someEndpointServer({ tenantId: id, serving }));
  const all = { pollingIntervalSeconds: 60, inventoryIntervalSeconds: 86_400, activeWindowSeconds: 86_400 };
  const fill = async () => {
    for (let count = 10; count < 30; count++) await groups.set('acme', `${LONG_NAME}${count}`, all);
  };
  await assert.rejects(fill(), { code: 'CONFIG_TOO_LARGE' });
  const before = await published();
  assert.ok(before.groups && before.groups.length > 1);
  assert.equal((await kept()).groups.length, before.groups.length, 'saved is what is published');
  await groups.remove('acme', `${LONG_NAME}10`);
  assert.equal((await published()).groups?.length, before.groups.length - 1);
});

test('a change of the website that is refused switches nothing on with it', async () => {
  const { started, kept } = await startAcme();
  await using _started = started;
  const { tenants } = started.provisioning;
  const { id, pollingIntervalSeconds } = await kept();
  await started.enroll(id, 'http://acme.localhost:80');
  const moved = { httpPort: started.ports[1] ?? 0, now: true };
  const refused = { ...moved, foreignAgents: {}, pollingIntervalSeconds: 900 };
  await assert.rejects(tenants.configure('acme', refused, 'ada'), { code: 'CLIENTS_NOT_PROVEN' });
  const after = await kept();
  assert.deepEqual([after.foreignAgents, after.pollingIntervalSeconds], [null, pollingIntervalSeconds]);
});

test('a revision is made once for all that changes together, and for none that clients are not told of', async () => {
  const { started, published } = await startAcme();
  await using _started = started;
  const { tenants, groups } = started.provisioning;
  const { revision } = await published();
  await tenants.configure('acme', { pollingIntervalSeconds: 900, inventoryIntervalSeconds: 3_600 }, 'ada');
  assert.equal((await published()).revision, revision + 1);
  await tenants.configure('acme', { pollingIntervalSeconds: 900 }, 'ada');
  await tenants.configure('acme', { foreignAgents: {} }, 'ada');
  // Of 30 days and of 60 clients are told the same: show evidence every day.
  await tenants.configure('acme', { activeWindowSeconds: 60 * 86_400 }, 'ada');
  assert.equal((await published()).revision, revision + 1);
  await groups.set('acme', 'servers', {});
  await groups.set('acme', 'servers', {});
  assert.equal((await published()).revision, revision + 2);
});

test('groups may be called as what every object has', async () => {
  const { started, kept, published } = await startAcme();
  await using _started = started;
  const { groups } = started.provisioning;
  const names = ['constructor', 'tostring', 'valueof', '-', '0'];
  for (const name of names) await groups.set('acme', name, { activeWindowSeconds: 3_600 });
  assert.deepEqual(
    (await published()).groups?.map(({ name }) => name),
    [...names].sort(),
  );
  const { activeWindowMsByGroup } = policyOf(await kept());
  assert.deepEqual(Object.keys(activeWindowMsByGroup ?? {}).sort(), [...names].sort());
  for (const name of names) await groups.remove('acme', name);
  assert.equal((await published()).groups, undefined);
});
