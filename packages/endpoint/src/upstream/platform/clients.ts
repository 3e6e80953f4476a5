import { asId, type ClientId, isUuid } from '@causeway/contract';
import type { ClientsAnswer } from '@causeway/contract/upstream-messages';
import { parseUpstreamMessage, upstreamRequests } from '../upstream-messages.ts';
import { MAX_UPSTREAM_BYTES, type UpstreamRoute } from './upstream-route.ts';

/** POST clients: the keys and standings by which an endpoint server takes the requests of clients. */
export const clients: UpstreamRoute = {
  states: ['authorized'],
  maxBytes: MAX_UPSTREAM_BYTES,
  async answer({ content }, { store }): Promise<ClientsAnswer> {
    const { ids } = parseUpstreamMessage(content, upstreamRequests.clients);
    const found = await store.clients.findMany(ids.filter(isUuid).map((id) => asId<ClientId>(id)));
    // An endpoint server comes to its platform alone. A foreign client has no key.
    const clients = found.filter(({ kind }) => kind !== 'endpoint-server');
    const waiting = await store.actions.waiting(clients.map(({ id }) => id));
    return {
      clients: clients.map(({ id, name, publicKey, standing }) => {
        const actions = waiting.get(id) ?? [];
        return { id, name, publicKey, standing, ...(actions.length > 0 && { actions: [...actions] }) };
      }),
    };
  },
};
