import { type ConfigFile, type ConfiguredServer, MAX_PROOF_SECONDS } from '@causeway/config-file';
import { type ClientState, wayOf } from '../client-state.ts';
import { frequenciesOf } from '../frequencies.ts';
import { isOpen, roadsTo } from '../roads.ts';
import { isBefore } from './is-way-due.ts';

/** Whether this endpoint server saw the client within the proof interval, on a road that can carry everything. */
export function isKeptProven(
  server: ConfiguredServer,
  config: ConfigFile,
  state: ClientState,
  now: number,
): boolean {
  const proofIntervalMs = (frequenciesOf(config, state.group).proofInterval ?? MAX_PROOF_SECONDS) * 1000;
  return roadsTo(server, config, state).some((road) => {
    if (road.use !== 'everything' || !isOpen(road, state)) return false;
    const at = wayOf(state, road.address).provenAt ?? 0;
    return Math.abs(now - at) <= proofIntervalMs && !isBefore(at, state.adoptedAt, now);
  });
}
