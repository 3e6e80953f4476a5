import { createBindings } from '@causeway/bindings';
import { type Address, asId, type ChangeId, type TenantId } from '@causeway/contract';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { MemoryComputers } from '@causeway/platform/testing';
import { someClient, someToken } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import { Provisioning } from '../provisioning.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { outside } from '../tenants/outside.ts';
import { Gate } from './gate.ts';
import { openTestStore } from './open-store.ts';

/** For tests: provisioning on a real store and real ports, with fleets in memory and gates where things take long. */
export async function startTestProvisioning(
  now: () => number,
  options: { readonly wrapStore?: (store: ProvisioningStore) => ProvisioningStore } = {},
) {
  await using stack = new AsyncDisposableStack();
  const kept = stack.use(await openTestStore());
  const store = options.wrapStore?.(kept) ?? kept;
  const bindings = stack.use(createBindings({ host: '127.0.0.1' }));
  const gates = { judging: new Gate(), opening: new Gate(), closing: new Gate() };
  const fleets = new Map<TenantId, MemoryEndpointStore>();
  const opened: TenantId[] = [];
  const failures: unknown[] = [];
  const provisioning = stack.use(
    new Provisioning({
      ...{ store, bindings, now },
      tenantStores: {
        async open(id) {
          opened.push(id);
          await gates.opening.pass();
          const fleet = fleets.get(id) ?? new MemoryEndpointStore();
          fleets.set(id, fleet);
          const computers = new MemoryComputers();
          return Object.assign(fleet, { computers, [Symbol.asyncDispose]: () => gates.closing.pass() });
        },
        remove: async (id) => void fleets.delete(id),
        describe: async (id) => ({ kind: 'sqlite', file: `${id}.sqlite`, bytes: 0 }),
      },
      log: { info: () => {}, error: (detail) => void failures.push(detail) },
      outside: {
        ...outside,
        checkHostnameResolves: () => gates.judging.pass().then(() => []),
        rest: untilAborted,
      },
    }),
  );
  await provisioning.start();
  const rest = stack.move();
  return {
    ...{ provisioning, store: kept, bindings, gates, fleets, opened, failures },
    ports: await freePorts(3),
    /** Resolves when the change is in that state. */
    async reach(id: string | undefined, state: string) {
      const seen: string[] = [];
      for await (const change of await provisioning.changes.follow(id ?? '', new AbortController().signal)) {
        seen.push(change.state);
        if (change.state === state) return store.changes.find(asId<ChangeId>(id ?? ''));
      }
      throw new Error(`the change went ${seen.join(', ')} and never was ${state}`);
    },
    /** A client that has come by that address, right after what was published so far. */
    async enroll(tenantId: TenantId, address: Address) {
      const fleet = fleets.get(tenantId);
      const client = someClient({ lastSeenAt: now(), enrolledAt: now() });
      const token = someToken({ expiresAt: Number.POSITIVE_INFINITY });
      await fleet?.tokens.add(token);
      await fleet?.clients.enroll(client, token.id, now());
      const seen = { at: now() + 1, address, trust: 'none', fetchedRevision: 1_000 };
      await fleet?.clients.record([{ clientId: client.id, ...seen }]);
      return client;
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** A change that waits for its fleet waits until it is stopped. */
function untilAborted(_ms: number, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener('abort', () => reject(signal.reason));
  return promise;
}
