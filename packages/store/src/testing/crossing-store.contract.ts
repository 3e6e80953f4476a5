import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TenantId } from '@causeway/contract';
import type { CrossingSample, ProvisioningStore } from '@causeway/provisioning';
import { someTenant } from './records.ts';

type Open = () => Promise<ProvisioningStore & AsyncDisposable>;

/** The contract of `crossings`. `open` answers an empty store each time. */
export function describeCrossingStore(name: string, open: Open): void {
  describe(`ProvisioningStore, crossings: ${name}`, () => {
    test('lists the samples of a tenant, oldest first, and the newest of each', async () => {
      await using store = await open();
      const [acme, beta] = [await addTenant(store, 'acme'), await addTenant(store, 'beta')];
      for (const at of [1, 3]) await store.crossings.add(sample(acme, at), []);
      await store.crossings.add(sample(beta, 2), []);
      assert.deepEqual(await store.crossings.list(acme), [sample(acme, 1), sample(acme, 3)]);
      const newest = await store.crossings.newest();
      const byTime = newest.toSorted((a, b) => a.at - b.at);
      assert.deepEqual(byTime, [sample(beta, 2), sample(acme, 3)]);
    });

    test('removes those that are past with what is added, and keeps the first of two of one time', async () => {
      await using store = await open();
      const [acme, beta] = [await addTenant(store, 'acme'), await addTenant(store, 'beta')];
      for (const at of [1, 2, 3]) await store.crossings.add(sample(acme, at), []);
      await store.crossings.add(sample(beta, 2), []);
      await store.crossings.add(sample(acme, 4), [1, 2]);
      await store.crossings.add({ ...sample(acme, 4), proven: 99 }, []);
      assert.deepEqual(await store.crossings.list(acme), [sample(acme, 3), sample(acme, 4)]);
      assert.deepEqual(await store.crossings.list(beta), [sample(beta, 2)]);
    });

    test('forgets a tenant that is cleared or removed, and no other', async () => {
      await using store = await open();
      const [acme, beta] = [await addTenant(store, 'acme'), await addTenant(store, 'beta')];
      for (const id of [acme, beta]) await store.crossings.add(sample(id, 1), []);
      await store.crossings.clear(acme);
      assert.deepEqual(await store.crossings.newest(), [sample(beta, 1)]);
      await store.tenants.remove(beta);
      assert.deepEqual(await store.crossings.newest(), []);
    });
  });
}

async function addTenant(store: ProvisioningStore, name: string): Promise<TenantId> {
  const tenant = someTenant({ name });
  await store.tenants.add(tenant);
  return tenant.id;
}

function sample(tenantId: TenantId, at: number): CrossingSample {
  return { tenantId, at, crossing: 'digest', proven: at, blocking: 10 - at, sleeping: 1, waived: 0 };
}
