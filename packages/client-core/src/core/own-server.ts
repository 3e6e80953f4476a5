import type { ConfigFile, ConfiguredServer } from '@causeway/config-file';
import { type ClientState, readConfig } from './client-state.ts';
import { hasComeThrough, serversOf } from './roads.ts';

/** The endpoint server that a client enrolled at, where this file names it. */
export function serverEnrolledAt(
  { endpointServers }: ConfigFile,
  { enrolledAt }: ClientState,
): string | undefined {
  return endpointServers.find(({ addresses }) => addresses.includes(enrolledAt))?.id;
}

/**
 * With its own endpoint server settled by the file in use. The first file that names the address of the enrollment says
 * which one it is. It stays its own, by id, for as long as the file in use names it: wherever it moves, however long it
 * is down, and whoever else comes. Once the file in use names it no more, the next one is, in this order:
 * 1. the one that has one of its addresses now: a stand-alone one that was set up anew has a new id;
 * 2. the first that the client comes through to;
 * 3. the first.
 * From then on that one stays, by the same rule: whoever comes back, under the old id or at the address of the
 * enrollment, is one of the others. So a client changes its own only as often as the admins take one away.
 */
export function withOwnServer(state: ClientState): ClientState {
  const config = readConfig(state.current);
  if (config === undefined || state.ownServer === null || state.onlyServer !== null) return state;
  if (config.endpointServers.some(({ id }) => id === state.ownServer)) return state;
  return { ...state, ownServer: successorIn(config, state)?.id ?? state.ownServer };
}

function successorIn(config: ConfigFile, state: ClientState): ConfiguredServer | undefined {
  const servers = serversOf(config, state);
  const left = readConfig(state.lastGood)?.endpointServers.find(({ id }) => id === state.ownServer);
  return (
    servers.find(({ addresses }) => addresses.some((address) => left?.addresses.includes(address))) ??
    servers.find((server) => hasComeThrough(server, config, state)) ??
    servers[0]
  );
}
