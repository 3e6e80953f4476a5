import { rm, writeFile } from 'node:fs/promises';
import { createBindings, tlsProfile } from '@causeway/bindings';
import type { ChangeEvent } from '@causeway/changes';
import { createApi, Provisioning, type TenantStores } from '@causeway/provisioning';
import { openProvisioningStore, openTenantStore } from '@causeway/store';
import type { FastifyBaseLogger } from 'fastify';
import { serverErrors } from '../errors.ts';
import { version } from '../version.ts';
import { ensureConsoleCertificate } from './console-certificate.ts';
import { DataFolder } from './data-folder.ts';
import type { ListenPlace } from './listen-place.ts';

export interface ServerOptions {
  /** Folder with everything the server keeps; made when it is missing. */
  readonly data: string;
  readonly listen: ListenPlace;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
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
  const store = stack.use(await openProvisioningStore({ file: folder.provisioningFile }));
  const bindings = stack.use(createBindings({ log }));
  const tenantStores = tenantStoresIn(folder);
  const { onChangeEvent } = options;
  const provisioning = stack.use(
    new Provisioning({ store, tenantStores, bindings, now, log, ...(onChangeEvent && { onChangeEvent }) }),
  );
  const certificate = await ensureConsoleCertificate(store, now());
  await writeFile(folder.consoleCertificateFile, certificate.anchorPem);
  const tls = { ...tlsProfile, cert: certificate.chainPem, key: certificate.keyPem };
  const api = await createApi(provisioning, { log, version, tls });
  stack.defer(() => api.close());
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

function tenantStoresIn(folder: DataFolder): TenantStores {
  return {
    open: (id) => openTenantStore({ file: folder.tenantFile(id) }),
    async remove(id) {
      // SQLite keeps its write-ahead log and the log's index beside the database.
      for (const suffix of ['', '-wal', '-shm'])
        await rm(`${folder.tenantFile(id)}${suffix}`, { force: true });
    },
  };
}

type ListeningApi = Awaited<ReturnType<typeof createApi>>;

async function listenOn(api: ListeningApi, { host, port }: ListenPlace): Promise<void> {
  try {
    await api.listen({ host, port });
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    if (!isTaken) throw cause;
    throw serverErrors.error('CONSOLE_PORT_TAKEN', {
      seen: `${host}:${port} is in use`,
      expected: 'a free port',
      cause,
    });
  }
}

function portOf(api: ListeningApi): number | undefined {
  const address = api.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
