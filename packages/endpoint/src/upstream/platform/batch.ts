import type { ClientId } from '@causeway/contract';
import { type BatchAnswer, MAX_BATCH_BYTES, MAX_CLIENTS_ASKED } from '@causeway/contract/upstream-messages';
import type { EndpointStore, ForwardedEntry } from '../../endpoint-store.ts';
import { parseUpstreamMessage, upstreamRequests } from '../upstream-messages.ts';
import { placeOf, toForwardedEntries } from './forwarded-entries.ts';
import { gunzipContent } from './gunzip-content.ts';
import type { UpstreamRoute } from './upstream-route.ts';

/** POST batch: what came to the endpoint server, of which nothing is stored twice. A retired one still delivers. */
export const batch: UpstreamRoute = {
  states: ['authorized', 'retired'],
  maxBytes: MAX_BATCH_BYTES,
  enter: (id, { places }) => places.enter(id),
  async answer({ content, clientId, serverId, request }, context): Promise<BatchAnswer> {
    const { registry, store, now, onAccepted } = context;
    const text = await gunzipContent(content, request.headers['content-encoding'], MAX_BATCH_BYTES);
    const { spool, entries } = parseUpstreamMessage(text, upstreamRequests.batch);
    const addresses = await registry.addressesOf(serverId);
    const forwarded = toForwardedEntries(entries, { addresses, now: now() });
    const fromClients = await withoutEndpointServers(forwarded, store);
    const accepted = await store.batches.accept({ from: clientId, spool, entries: fromClients });
    onAccepted(fromClients);
    return { accepted };
  },
};

/**
 * Endpoint servers come to their platform alone: what one of them says of another, or of itself, is left out, or it
 * could prove ways in its name.
 */
async function withoutEndpointServers(
  entries: readonly ForwardedEntry[],
  store: EndpointStore,
): Promise<ForwardedEntry[]> {
  const ids = entries.flatMap(clientsIn);
  const servers = await endpointServersAmong(new Set(ids), store);
  if (servers.size === 0) return [...entries];
  return entries.map((entry) => {
    if (entry.kind === 'observations')
      return { ...entry, observations: entry.observations.filter(({ clientId }) => !servers.has(clientId)) };
    if (!clientsIn(entry).some((id) => servers.has(id))) return entry;
    return placeOf(entry.sequence);
  });
}

function clientsIn(entry: ForwardedEntry): readonly ClientId[] {
  switch (entry.kind) {
    case 'observations':
      return entry.observations.map(({ clientId }) => clientId);
    case 'inventory':
      return [entry.inventory.clientId];
    case 'diagnostics':
      return [entry.diagnostics.clientId];
    // It is named by what it calls itself, which no endpoint server is.
    case 'foreign':
      return [];
  }
}

async function endpointServersAmong(
  ids: ReadonlySet<ClientId>,
  store: EndpointStore,
): Promise<Set<ClientId>> {
  const asked = [...ids];
  const servers = new Set<ClientId>();
  for (let at = 0; at < asked.length; at += MAX_CLIENTS_ASKED) {
    const found = await store.clients.findMany(asked.slice(at, at + MAX_CLIENTS_ASKED));
    for (const { id, kind } of found) if (kind === 'endpoint-server') servers.add(id);
  }
  return servers;
}
