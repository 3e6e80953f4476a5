import { createBindings } from '@causeway/bindings';
import { createEndpoint } from '@causeway/endpoint';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import type { TenantRecord } from '../provisioning-store.ts';
import { TenantHost } from '../tenants/tenant-host.ts';

/** For tests: a tenant that runs in memory and listens nowhere. */
export async function startMemoryHost({ id }: TenantRecord, now: () => number) {
  await using stack = new AsyncDisposableStack();
  const bindings = stack.use(createBindings());
  const store = new MemoryEndpointStore();
  const endpoint = createEndpoint({ tenantId: id, store, now });
  const host = stack.use(new TenantHost(id, { store, bindings, endpoint }));
  const rest = stack.move();
  return { host, store, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}
