import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfig } from '@causeway/config-file';
import type { Address, ClientId, TenantId } from '@causeway/contract';
import { startTestProvisioning } from '../testing/start-provisioning.ts';
import { MAX_GROUPS } from './groups-desk.ts';

type Started = Awaited<ReturnType<typeof startTestProvisioning>>;

const START = Date.UTC(2026, 10, 25);
const now = () => START;

async function startAcme() {
  const started = await startTestProvisioning(now);
  const [httpPort = 0, , httpsPort = 0] = started.ports;
  await started.provisioning.tenants.create({
    name: 'acme',
    hostname: 'acme.localhost',
    httpPort,
    httpsPort,
  });
  const tenant = await started.store.tenants.findByName('acme');
  assert.ok(tenant);
  return { started, id: tenant.id, address: `http://acme.localhost:${httpPort}` as Address };
}

async function publishedBy({ fleets }: Started, id: TenantId) {
  const current = await fleets.get(id)?.revisions.current();
  assert.ok(current);
  return parseConfig(current.file).config;
}

describe('groups', () => {
  it('are published at once, with how often evidence is wanted of their active window', async () => {
    const { started, id } = await startAcme();
    await using _started = started;
    const { groups } = started.provisioning;
    const before = (await publishedBy(started, id)).revision;
    await groups.set('acme', 'servers', { pollingIntervalSeconds: 60, activeWindowSeconds: 3_600 });
    assert.deepEqual(await groups.set('acme', 'laptops', { inventoryIntervalSeconds: 43_200 }), {
      ...{ name: 'laptops', inventoryIntervalSeconds: 43_200 },
      ...{ pollingIntervalSeconds: null, activeWindowSeconds: null },
    });
    const { revision, groups: published } = await publishedBy(started, id);
    assert.equal(revision, before + 2);
    assert.deepEqual(published, [
      { name: 'laptops', inventoryInterval: 43_200 },
      { name: 'servers', pollingInterval: 60, proofInterval: 1_200 },
    ]);
  });

  it('keep what is left out, and give up what is null', async () => {
    const { started, id } = await startAcme();
    await using _started = started;
    const { groups } = started.provisioning;
    await groups.set('acme', 'servers', { pollingIntervalSeconds: 60, activeWindowSeconds: 3_600 });
    const { revision } = await publishedBy(started, id);
    await groups.set('acme', 'servers', { activeWindowSeconds: null });
    assert.deepEqual((await publishedBy(started, id)).groups, [{ name: 'servers', pollingInterval: 60 }]);
    await groups.set('acme', 'servers', { pollingIntervalSeconds: 60 });
    assert.equal((await publishedBy(started, id)).revision, revision + 1, 'nothing new is not published');
  });

  it('decide how long their clients are active, before the law and in the report', async () => {
    const { started, id, address } = await startAcme();
    await using _started = started;
    const { tenants, groups, crossings } = started.provisioning;
    const client = await started.enroll(id, address);
    await groups.set('acme', 'servers', { pollingIntervalSeconds: 60, activeWindowSeconds: 3_600 });
    const fleet = started.fleets.get(id);
    assert.ok(fleet);
    const seen = { ...client, lastSeenAt: START - 2 * 3_600_000, evidence: [], failures: [] };
    const fleetOf = (group: string) =>
      async function* () {
        yield { ...seen, group };
      };
    fleet.clients.fleet = fleetOf('others');
    assert.equal((await crossings.view('acme', 0)).counts.blocking, 1);
    const move = { httpPort: started.ports[1] ?? 0, now: true };
    await assert.rejects(tenants.configure('acme', move, 'ada'), { code: 'CLIENTS_NOT_PROVEN' });
    fleet.clients.fleet = fleetOf('servers');
    assert.equal((await crossings.view('acme', 0)).counts.sleeping, 1);
    await started.reach((await tenants.configure('acme', move, 'ada')).change, 'done');
  });

  it('are refused with a window that three polls do not fit into, whoever brings that about', async () => {
    const { started } = await startAcme();
    await using _started = started;
    const { groups, tenants } = started.provisioning;
    const tooShort = { code: 'ACTIVE_WINDOW_TOO_SHORT' };
    await assert.rejects(groups.set('acme', 'a', { activeWindowSeconds: 1_799 }), tooShort);
    await groups.set('acme', 'a', { activeWindowSeconds: 1_800 });
    await assert.rejects(tenants.configure('acme', { pollingIntervalSeconds: 601 }, 'ada'), tooShort);
    await tenants.configure('acme', { pollingIntervalSeconds: 300 }, 'ada');
    await assert.rejects(groups.set('acme', 'a', { pollingIntervalSeconds: 601 }), tooShort);
    assert.equal((await tenants.view('acme')).pollingIntervalSeconds, 300);
  });

  it('are no more than config.ini has room for, under names that it can carry', async () => {
    const { started } = await startAcme();
    await using _started = started;
    const { groups } = started.provisioning;
    const full = Array.from({ length: MAX_GROUPS }, (_, at) => ({ name: `group-${at}` }));
    const tenant = await started.store.tenants.findByName('acme');
    assert.ok(tenant);
    await started.store.tenants.update(tenant.id, { groups: full });
    await assert.rejects(groups.set('acme', 'one-more', {}), { code: 'GROUPS_TOO_MANY' });
    await groups.set('acme', 'group-7', { pollingIntervalSeconds: 60 });
    for (const name of ['Servers', '', 'a b', 'x'.repeat(64), 'a.b'])
      await assert.rejects(groups.set('acme', name, {}), { code: 'GROUP_NAME_INVALID' });
  });

  it('are deleted when nobody is in them, and named with how many are', async () => {
    const { started, id, address } = await startAcme();
    await using _started = started;
    const { groups, tenants } = started.provisioning;
    await groups.set('acme', 'servers', {});
    const client = await started.enroll(id, address);
    const desk = await tenants.clientsOf('acme');
    assert.equal((await desk.move(client.id, 'servers')).group, 'servers');
    assert.deepEqual(
      (await groups.list('acme')).map(({ name, clients }) => [name, clients]),
      [['servers', 1]],
    );
    await assert.rejects(groups.remove('acme', 'servers'), { code: 'GROUP_IN_USE', seen: '1 client' });
    await desk.move(client.id, null);
    const { id: tokenId } = await desk.createToken({ group: 'servers' });
    await assert.rejects(groups.remove('acme', 'servers'), { code: 'GROUP_IN_USE' });
    await desk.removeToken(tokenId);
    await groups.remove('acme', 'servers');
    assert.equal((await publishedBy(started, id)).groups, undefined);
    await assert.rejects(groups.remove('acme', 'servers'), { code: 'GROUP_NOT_FOUND' });
    await assert.rejects(desk.move(client.id, 'nosuch'), { code: 'GROUP_NOT_FOUND' });
    await assert.rejects(desk.createToken({ group: 'nosuch' }), { code: 'GROUP_NOT_FOUND' });
  });

  it('ask their clients to join with the next poll', async () => {
    const { started, id, address } = await startAcme();
    await using _started = started;
    const { groups, tenants } = started.provisioning;
    await groups.set('acme', 'servers', {});
    const client = await started.enroll(id, address);
    await (await tenants.clientsOf('acme')).move(client.id, 'servers');
    const waiting = await started.fleets.get(id)?.actions.waiting([client.id]);
    const [action] = waiting?.get(client.id as ClientId) ?? [];
    assert.deepEqual(action && { ...action, id: '' }, { id: '', kind: 'join-group', group: 'servers' });
  });

  it('wait while a change is under way', async () => {
    const { started, id, address } = await startAcme();
    await using _started = started;
    const { groups, tenants } = started.provisioning;
    await started.enroll(id, address);
    const { change } = await tenants.configure('acme', { httpPort: started.ports[1] ?? 0 }, 'ada');
    await started.reach(change, 'crossing');
    await assert.rejects(groups.set('acme', 'servers', {}), { code: 'CHANGE_IN_PROGRESS' });
    assert.deepEqual(await groups.list('acme'), []);
  });

  it('set at the same time are both kept', async () => {
    const { started } = await startAcme();
    await using _started = started;
    const { groups } = started.provisioning;
    await Promise.all(['a', 'b', 'c'].map((name) => groups.set('acme', name, {})));
    assert.deepEqual(
      (await groups.list('acme')).map(({ name }) => name),
      ['a', 'b', 'c'],
    );
  });
});
