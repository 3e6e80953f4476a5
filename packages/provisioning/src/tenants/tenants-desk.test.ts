import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfig } from '@causeway/config-file';
import { type Address, addressOf, asId, type Site, type TenantId } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { someTenant } from '@causeway/store/testing';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { startTestProvisioning } from '../testing/start-provisioning.ts';

type Started = Awaited<ReturnType<typeof startTestProvisioning>>;

const START = Date.UTC(2026, 10, 24);
const now = () => START;
const http = (port = 0): Address => `http://acme.localhost:${port}`;
const code = (expected: string) => (error: unknown) =>
  error instanceof CausewayError && error.code === expected;

/** A tenant `acme` on the first of the ports; the third is for HTTPS, which no test here needs. */
async function createAcme({ provisioning, ports, store }: Started) {
  const [httpPort, , httpsPort] = ports;
  const site = { hostname: 'acme.localhost', binding: 'http', httpPort, httpsPort } as const;
  await provisioning.tenants.create({ name: 'acme', ...site } as Parameters<
    typeof provisioning.tenants.create
  >[0]);
  const tenant = await store.tenants.findByName('acme');
  assert.ok(tenant);
  return tenant;
}

const move = ({ ports: [, httpPort] }: Started) => ({ httpPort }) as { httpPort: number };

/** A client holds `acme` in the crossing to its second port. */
async function startCrossing(started: Started) {
  const { id } = await createAcme(started);
  const client = await started.enroll(id, http(started.ports[0]));
  const { change } = await started.provisioning.tenants.configure('acme', move(started), 'ada');
  await started.reach(change, 'crossing');
  return { id, client, change };
}

async function recordOf({ store }: Started, id: TenantId) {
  const tenant = await store.tenants.find(id);
  assert.ok(tenant);
  const { saved, inForce, serving } = tenant;
  return { tenant, ports: [saved.httpPort, inForce.httpPort], serving: serving.map(addressOf) };
}

async function publishedBy({ fleets }: Started, id: TenantId) {
  const current = await fleets.get(id)?.revisions.current();
  assert.ok(current);
  return parseConfig(current.file).config;
}

describe('a plan that another change has outrun', () => {
  it('does not start', async () => {
    await using started = await startTestProvisioning(now);
    const { provisioning, gates, ports } = started;
    const { id } = await createAcme(started);
    gates.judging.close();
    const slow = provisioning.tenants.configure('acme', { rescue: false }, 'ada');
    await gates.judging.held;
    const quick = await provisioning.tenants.configure('acme', move(started), 'bea');
    await started.reach(quick.change, 'done');
    gates.judging.open();
    await assert.rejects(slow, code('TENANT_CHANGED'));
    const record = await recordOf(started, id);
    assert.deepEqual(record.serving, [http(ports[1])]);
    assert.deepEqual(record.ports, [ports[1], ports[1]]);
  });

  it('is undone by its preflight when it was outrun while it started, and wants what is in force', async () => {
    const elsewhere: Partial<Site> = { httpPort: 8099 };
    await using started = await startTestProvisioning(now, {
      wrapStore: (store) => outrun(store, elsewhere),
    });
    const { id } = await createAcme(started);
    const { change } = await started.provisioning.tenants.configure('acme', move(started), 'ada');
    const ended = await started.reach(change, 'undone');
    assert.equal(ended?.error?.code, 'TENANT_CHANGED');
    const record = await recordOf(started, id);
    assert.deepEqual(record.ports, [8099, 8099]);
    assert.deepEqual(record.serving, [http(started.ports[0])]);
  });
});

/** Another server on the same store ends a change just before ours is written down. */
function outrun(store: ProvisioningStore, parts: Partial<Site>): ProvisioningStore {
  const changes = Object.assign({}, store.changes, {
    create: async (change: Parameters<typeof store.changes.create>[0]) => {
      for (const id of change.tenantIds) {
        const tenant = await store.tenants.find(id);
        const site = { ...tenant?.inForce, ...parts } as Site;
        await store.tenants.update(id, { saved: site, inForce: site });
      }
      await store.changes.create(change);
    },
  });
  return { ...store, changes };
}

describe('frequencies', () => {
  it('are published at once, without a change', async () => {
    await using started = await startTestProvisioning(now);
    const { id } = await createAcme(started);
    const answer = await started.provisioning.tenants.configure(
      'acme',
      { pollingIntervalSeconds: 900 },
      'ada',
    );
    assert.deepEqual(answer, { dryRun: false, steps: [], findings: [] });
    assert.equal((await publishedBy(started, id)).pollingInterval, 900);
    assert.equal((await recordOf(started, id)).tenant.pollingIntervalSeconds, 900);
  });

  it('tell clients to show evidence more often when the active window shrinks', async () => {
    await using started = await startTestProvisioning(now);
    const { id } = await createAcme(started);
    assert.equal((await publishedBy(started, id)).proofInterval, 86_400);
    await started.provisioning.tenants.configure('acme', { activeWindowSeconds: 3_600 }, 'ada');
    assert.equal((await publishedBy(started, id)).proofInterval, 1_200);
  });

  it('wait while a change is under way, as far as config.ini names them', async () => {
    await using started = await startTestProvisioning(now);
    const { id } = await startCrossing(started);
    const { tenants } = started.provisioning;
    const before = { ...(await recordOf(started, id)), published: await publishedBy(started, id) };
    const told = [
      { pollingIntervalSeconds: 900 },
      { inventoryIntervalSeconds: 900 },
      // Clients would have to show their evidence more often than each day.
      { activeWindowSeconds: 3_600 },
    ];
    for (const refused of told)
      await assert.rejects(tenants.configure('acme', refused, 'ada'), code('CHANGE_IN_PROGRESS'));
    await tenants.configure('acme', { activeWindowSeconds: 40 * 86_400 }, 'ada');
    assert.deepEqual(await publishedBy(started, id), before.published);
    const expected = { ...before.tenant, activeWindowMs: 40 * 86_400_000 };
    assert.deepEqual((await recordOf(started, id)).tenant, expected);
  });
});

describe('a change that is undone', () => {
  it('leaves saved what is in force', async () => {
    await using started = await startTestProvisioning(now);
    const { ports } = started;
    const { id, change } = await startCrossing(started);
    assert.deepEqual((await recordOf(started, id)).ports, [ports[1], ports[0]]);
    await started.provisioning.changes.undo(change ?? '');
    assert.deepEqual((await recordOf(started, id)).ports, [ports[0], ports[0]]);
  });
});

describe('a change that is stuck', () => {
  it('is left by asking for what is in force', async () => {
    await using started = await startTestProvisioning(now);
    const { provisioning, ports } = started;
    const { id, change } = await startCrossing(started);
    const ahead = await started.enroll(id, http(ports[1]));
    await provisioning.changes.undo(change ?? '');
    assert.equal((await provisioning.changes.view(change ?? '')).state, 'stuck');
    assert.deepEqual((await recordOf(started, id)).serving, [http(ports[1]), http(ports[0])]);
    await (await provisioning.tenants.clientsOf('acme')).retire(ahead.id);
    const back = await provisioning.tenants.configure('acme', { httpPort: ports[0] ?? 0 }, 'ada');
    await started.reach(back.change, 'done');
    const record = await recordOf(started, id);
    assert.deepEqual(record.serving, [http(ports[0])]);
    assert.deepEqual(record.ports, [ports[0], ports[0]]);
    const again = await provisioning.tenants.configure('acme', { httpPort: ports[0] ?? 0 }, 'ada');
    assert.equal(again.change, undefined, 'now nothing is left to do');
  });
});

describe('deleting a tenant', () => {
  it('is refused while a change is under way, which is named', async () => {
    await using started = await startTestProvisioning(now);
    const { id, client, change } = await startCrossing(started);
    await (await started.provisioning.tenants.clientsOf('acme')).retire(client.id);
    await assert.rejects(started.provisioning.tenants.remove('acme', 'acme'), (error) => {
      assert.ok(code('CHANGE_IN_PROGRESS')(error));
      assert.match((error as CausewayError).seen ?? '', new RegExp(change ?? 'no change'));
      return true;
    });
    assert.equal((await recordOf(started, id)).serving.length, 2);
  });

  it('lasts, even when the upkeep comes in between', async () => {
    await using started = await startTestProvisioning(now);
    const { provisioning, gates, bindings, store, opened } = started;
    await createAcme(started);
    gates.closing.close();
    const removing = provisioning.tenants.remove('acme', 'acme');
    await gates.closing.held;
    await provisioning.keepUp();
    gates.closing.open();
    await removing;
    await provisioning.keepUp();
    assert.equal(opened.length, 1);
    assert.deepEqual([bindings.allListeners(), await store.tenants.list()], [[], []]);
  });
});

describe('the upkeep of tenants', () => {
  it('serves what is on record and is not served', async () => {
    await using started = await startTestProvisioning(now);
    const { provisioning, store, bindings, ports } = started;
    const tenant = someTenant({ name: 'acme' });
    const [port = 0] = ports;
    await store.tenants.add({ ...tenant, serving: tenant.serving.map((one) => ({ ...one, port })) });
    await provisioning.keepUp();
    assert.deepEqual(
      bindings.allListeners().map((one) => one.port),
      [port],
    );
    assert.equal((await provisioning.tenants.view('acme')).trouble, null);
  });

  it('opens the database of a tenant that is being created but once', async () => {
    await using started = await startTestProvisioning(now);
    const { provisioning, gates, bindings, opened } = started;
    gates.opening.close();
    const creating = createAcme(started);
    await gates.opening.held;
    const upkeep = provisioning.keepUp();
    gates.opening.open();
    await Promise.all([creating, upkeep]);
    assert.equal(opened.length, 1);
    assert.deepEqual(
      bindings.allListeners().map(({ port }) => port),
      [started.ports[0]],
    );
  });

  it('goes on after a tenant whose disk is full', async () => {
    let at = START;
    await using started = await startTestProvisioning(() => at);
    const { id } = await createAcme(started);
    const [, httpPort = 0, httpsPort = 0] = started.ports;
    const zeta = { name: 'zeta', hostname: 'zeta.localhost', httpPort, httpsPort };
    await started.provisioning.tenants.create(zeta);
    const sick = started.fleets.get(id);
    assert.ok(sick);
    sick.revisions.append = async () => {
      throw new Error('disk full');
    };
    at += 21 * 86_400_000;
    await started.provisioning.keepUp();
    const zetaId = asId<TenantId>((await started.store.tenants.findByName('zeta'))?.id ?? '');
    assert.equal((await publishedBy(started, zetaId)).revision, 2);
    const [failure, ...others] = started.failures as { tenant: string; err: Error }[];
    assert.deepEqual([failure?.tenant, failure?.err.message, others], ['acme', 'disk full', []]);
  });
});
