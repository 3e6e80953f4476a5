import type { TenantId } from '@causeway/contract';
import { asId } from '@causeway/contract';
import { openProvisioningStore } from '@causeway/store';
import { createTestVault, someTenant } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import type { ProvisioningStore } from '../provisioning-store.ts';

/** For tests: a real store in a folder of its own, both gone with the disposal. */
export async function openTestStore(): Promise<ProvisioningStore & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await TemporaryFolder.make());
  const store = stack.use(
    await openProvisioningStore({ file: folder.file('provisioning.sqlite'), vault: createTestVault() }),
  );
  const rest = stack.move();
  return { ...store, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

/** A tenant on record, not served, as far as its hostname matters. */
export async function addTenant(store: ProvisioningStore, name: string, hostname: string): Promise<TenantId> {
  const id = asId<TenantId>(`id of ${name}`);
  const { saved } = someTenant();
  const site = { ...saved, hostname };
  await store.tenants.add({ ...someTenant(), id, name, saved: site, inForce: site, serving: [] });
  return id;
}
