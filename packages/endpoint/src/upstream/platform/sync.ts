import { UPSTREAM_CONTRACT } from '@causeway/contract/upstream-messages';
import { endpointErrors } from '../../errors.ts';
import { requireCountable } from '../require-countable.ts';
import { parseUpstreamMessage, upstreamRequests } from '../upstream-messages.ts';
import { MAX_UPSTREAM_BYTES, type UpstreamRoute } from './upstream-route.ts';

/** POST sync: what the endpoint server says of itself, and what is news to it. Held while there is none. */
export const sync: UpstreamRoute = {
  states: 'any',
  maxBytes: MAX_UPSTREAM_BYTES,
  async answer({ content, clientId, serverId, response, arrival, door }, { registry, store, held }) {
    const said = parseUpstreamMessage(content, upstreamRequests.sync);
    requireCountable([said.offer, said.applied, said.standingsAt, said.local?.number ?? 0]);
    const client = await store.clients.find(clientId);
    if (client === undefined) throw endpointErrors.error('ENDPOINT_SERVER_UNKNOWN');
    const sender = { id: serverId, name: client.name, upstream: arrival.address };
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const ends = [gone.signal, ...(arrival.leaving === undefined ? [] : [arrival.leaving])];
    const answer = await door.workload.whileHeld(() =>
      held.hold(serverId, ends, (signal) => registry.sync(sender, said, signal)),
    );
    return { ...answer, contract: UPSTREAM_CONTRACT };
  },
};
