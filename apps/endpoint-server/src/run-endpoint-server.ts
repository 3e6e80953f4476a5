import { Client, FileStateStore, type StateStore } from '@causeway/client-core';
import { openEndpointServerStore } from '@causeway/store/endpoint-server';
import { EndpointServer } from './endpoint-server.ts';
import type { Say } from './events/endpoint-event.ts';
import { parseMetricsPlace, serveMetrics } from './metrics/serve-metrics.ts';
import { KeptDocument } from './state/kept-document.ts';
import { type GivenSettings, openSettings } from './state/open-settings.ts';
import { withoutWaiting } from './state/serving-changes.ts';
import { nothingServed, type ServingState } from './state/serving-state.ts';
import { ensureStateFolder, type StateFolder } from './state/state-folder.ts';
import { clientPortsOf } from './upstream/client-ports.ts';
import type { Joining } from './upstream/joining.ts';
import { RememberingStateStore } from './upstream/remembering-state-store.ts';

export interface RunOptions {
  readonly folder: StateFolder;
  readonly settings: GivenSettings;
  /** What the first start needs; asked for by no other. @throws what is missing */
  readonly joining: () => Promise<Joining>;
  readonly say: Say;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  /** Ends it: requests in flight may finish. */
  readonly signal: AbortSignal;
}

/**
 * One endpoint server from its start until the signal; the first start joins its platform. Resolves when everything
 * is closed.
 * @throws STATE_IN_USE, JOIN_INCOMPLETE, what a refused enrollment throws, CONTROL_SOCKET_UNUSABLE, METRICS_UNUSABLE
 */
export async function runEndpointServer(options: RunOptions): Promise<void> {
  const { folder, say, now, signal } = options;
  await ensureStateFolder(folder);
  using disk = new FileStateStore(folder.upstream, 'lock');
  const store = new RememberingStateStore(disk);
  const ports = clientPortsOf(store, now);
  const client = new Client(ports);
  const joining = (await isJoined(store)) ? undefined : await options.joining();
  const settings = await openSettings(folder.settings, options.settings);
  // A key that is not on the disk must not be enrolled.
  if (joining !== undefined) await join(new Client(clientPortsOf(disk, now)), joining, options);
  const state = await openState(folder, say);
  await using database = await openEndpointServerStore({
    file: folder.database,
    maxBytes: settings.maxBytes,
  });
  await using server = await EndpointServer.open({
    ...{ client, ports, settings, state, say, signal, database },
    control: folder.control,
    clientState: await client.state(),
  });
  await using _metrics = await offerMetrics(settings.metrics, server, say);
  await server.run();
}

async function isJoined(store: StateStore): Promise<boolean> {
  return (await store.load())?.clientId != null;
}

/** The default endpoint server of its platform is the only one that it will ever use. */
async function join(client: Client, joining: Joining, { say, signal }: RunOptions): Promise<void> {
  const { name, tenant, clientId } = await client.enroll({ ...joining, servers: 'default' }, signal);
  say({ kind: 'joined', name, tenant: tenant ?? '', id: clientId ?? '' });
}

/** A local change that nobody came through before the last stop is taken back. */
async function openState({ serving }: StateFolder, say: Say): Promise<KeptDocument<ServingState>> {
  const state = await KeptDocument.open(serving, nothingServed);
  const { local } = state.value;
  await state.update(withoutWaiting);
  if (local?.outcome === 'waiting')
    say({ kind: 'local-reverted', number: local.number, why: 'it was stopped before somebody came through' });
  return state;
}

async function offerMetrics(
  place: string | null,
  server: EndpointServer,
  say: Say,
): Promise<AsyncDisposable | undefined> {
  if (place === null) return undefined;
  const { host, port } = parseMetricsPlace(place);
  const served = await serveMetrics({ host, port }, () => server.metrics());
  say({ kind: 'metrics', url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/metrics` });
  return served;
}
