import { rm, stat } from 'node:fs/promises';
import { createBindings, tlsProfile } from '@causeway/bindings';
import type { ChangeEvent } from '@causeway/changes';
import {
  createApi,
  createPlatformSite,
  type Outside,
  Provisioning,
  type TenantStores,
} from '@causeway/provisioning';
import { openProvisioningStore, openTenantStore, type Vault } from '@causeway/store';
import type { FastifyBaseLogger } from 'fastify';
import { openVault } from '../installation-key/open-vault.ts';
import { version } from '../version.ts';
import { consoleDoorOf } from './console-door.ts';
import { DataFolder } from './data-folder.ts';
import { explainListening } from './explain-listening.ts';
import type { ListenPlace } from './listen-place.ts';

export interface ServerOptions {
  /** Folder with everything the server keeps; made when it is missing. */
  readonly data: string;
  /** The installation key; made on the first start. */
  readonly keyFile: string;
  readonly listen: ListenPlace;
  /** Absolute paths of the programs that may set DNS records for ACME. */
  readonly dnsHooks?: readonly string[];
  /** Folder that the console's build wrote; without it there are no pages. */
  readonly pages?: string;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
  /** The world as a test has it. */
  readonly outside?: Outside;
  /** Told of every event of every change, synchronously; crash tests end the process here. */
  readonly onChangeEvent?: (event: ChangeEvent) => void;
}

export interface RunningServer extends AsyncDisposable {
  /** `https://host:port` of provisioning. */
  readonly url: string;
  /** Present while there is no admin. */
  readonly setUpLink: string | undefined;
}

/** Starts provisioning and every tenant in this process. Disposing stops them; requests in flight may finish. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, now, listen } = options;
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(new DataFolder(options.data));
  const vault = await openVault(folder, options.keyFile);
  const store = stack.use(await openProvisioningStore({ file: folder.provisioningFile, vault }));
  const bindings = stack.use(createBindings({ log }));
  const tenantStores = tenantStoresIn(folder, vault);
  const { onChangeEvent, outside, dnsHooks, pages } = options;
  const provisioning = stack.use(
    new Provisioning({
      store,
      tenantStores,
      bindings,
      now,
      log,
      ...(onChangeEvent && { onChangeEvent }),
      ...(outside && { outside }),
      ...(dnsHooks && { dnsHooks }),
    }),
  );
  const appOptions = { log, version, tls: tlsProfile, ...(pages !== undefined && { pages }) };
  const api = await createApi(provisioning, appOptions);
  stack.defer(() => api.close());
  provisioning.serveSite(stack.use(await createPlatformSite(provisioning, appOptions)));
  await provisioning.console.open(consoleDoorOf(api.server, folder.consoleCertificateFile));
  await listenOn(api, listen);
  await provisioning.start();
  const secret = await provisioning.access.issueSetUpSecret();
  const url = `https://${listen.host.includes(':') ? `[${listen.host}]` : listen.host}:${portOf(api) ?? listen.port}`;
  const rest = stack.move();
  return {
    url,
    setUpLink: secret === undefined ? undefined : `${url}/setup#${secret}`,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

function tenantStoresIn(folder: DataFolder, vault: Vault): TenantStores {
  return {
    open: (id) => openTenantStore({ file: folder.tenantFile(id), vault, tenantId: id }),
    async remove(id) {
      // SQLite keeps its write-ahead log and the log's index beside the database.
      for (const suffix of ['', '-wal', '-shm'])
        await rm(`${folder.tenantFile(id)}${suffix}`, { force: true });
    },
    async describe(id) {
      const file = folder.tenantFile(id);
      const sizes = await Promise.all([file, `${file}-wal`].map(sizeOf));
      return { kind: 'sqlite', file, bytes: sizes.reduce((sum, size) => sum + size) };
    },
  };
}

/** 0 where there is none: the write-ahead log comes and goes. */
async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found?.size ?? 0;
}

type ListeningApi = Awaited<ReturnType<typeof createApi>>;

async function listenOn(api: ListeningApi, { host, port }: ListenPlace): Promise<void> {
  try {
    await api.listen({ host, port });
  } catch (cause) {
    throw explainListening(cause, { host, port });
  }
}

function portOf(api: ListeningApi): number | undefined {
  const address = api.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
