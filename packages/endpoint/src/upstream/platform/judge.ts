import { parseUpstreamMessage, upstreamRequests } from '../upstream-messages.ts';
import { MAX_UPSTREAM_BYTES, type UpstreamRoute } from './upstream-route.ts';

/** POST judge: what would become of the clients, by all the evidence that there is. */
export const judge: UpstreamRoute = {
  states: ['authorized'],
  maxBytes: MAX_UPSTREAM_BYTES,
  async answer({ content, serverId, door }, { registry }) {
    const asked = parseUpstreamMessage(content, upstreamRequests.judge);
    await door.evidence.flush();
    return registry.judge(serverId, asked);
  },
};
