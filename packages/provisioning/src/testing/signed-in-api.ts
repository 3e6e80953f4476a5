import { createBindings } from '@causeway/bindings';
import type { TenantId } from '@causeway/contract';
import { openTenantStore } from '@causeway/store';
import { createTestVault, someAdmin } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import { pino } from 'pino';
import { createApi } from '../api/api.ts';
import { Provisioning, type ProvisioningOptions } from '../provisioning.ts';
import type { OpenedTenantStore } from '../tenants/tenant-hosts.ts';
import { somebody } from './open-desk.ts';
import { openTestStore } from './open-store.ts';

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly secret?: string;
  /** Over those that the admin sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** For tests: provisioning on real stores with its API, not listening, and an admin's API token. */
export async function startSignedInApi(
  now: () => number,
  options: Pick<ProvisioningOptions, 'restBetweenLooks' | 'outside'> = {},
) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await TemporaryFolder.make());
  const store = stack.use(await openTestStore());
  const log = pino({ level: 'silent' });
  const tenantStores = new Map<TenantId, OpenedTenantStore>();
  const vault = createTestVault();
  const provisioning = stack.use(
    new Provisioning({
      store,
      tenantStores: {
        async open(id) {
          const opened = await openTenantStore({ file: folder.file(`${id}.sqlite`), vault, tenantId: id });
          tenantStores.set(id, opened);
          return opened;
        },
        remove: async () => {},
        describe: async (id) => ({ kind: 'sqlite', file: `${id}.sqlite`, bytes: 0 }),
      },
      bindings: stack.use(createBindings({ log })),
      now,
      log,
      ...options,
    }),
  );
  const api = await createApi(provisioning, { log, version: '0.0.0', tls: {} });
  stack.defer(() => api.close());
  const admin = someAdmin({ name: 'ada' });
  await store.admins.add(admin);
  const { credentials } = provisioning.access;
  const session = await credentials.startSession(admin);
  const me = await credentials.authenticate(session.secret, somebody);
  const { secret } = await credentials.issueApiToken(me, { name: 'test' });
  const rest = stack.move();
  return {
    store,
    provisioning,
    tenantStores,
    secret,
    /** Of a session of the same admin. */
    session: session.secret,
    async ask({ method, path, body, secret: other = secret, headers }: Asked) {
      const answer = await api.inject({
        method,
        url: path,
        headers: { authorization: `Bearer ${other}`, ...headers },
        ...(body !== undefined && { payload: body as object }),
      });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
