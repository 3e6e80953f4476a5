import type { EndpointServerView } from '@causeway/contract/admin';
import type { Tone } from '../../parts/StateBadge.tsx';
import type * as texts from '../../texts/index.ts';

export type ServerState = keyof typeof texts.endpointServers.states;

export const serverTones: Readonly<Record<ServerState, Tone>> = {
  ...{ pending: 'warning', authorized: 'good', retired: 'quiet' },
  ...{ away: 'bad', local: 'warning', lagging: 'warning', trouble: 'bad' },
};

type Stated = Pick<EndpointServerView, 'state' | 'isAway' | 'local' | 'lag' | 'trouble'>;

/** What an admin has to know first of an endpoint server. */
export function stateOf({ state, isAway, local, lag, trouble }: Stated): ServerState {
  if (state !== 'authorized') return state === 'pending' ? 'pending' : 'retired';
  if (isAway) return 'away';
  if (local?.outcome === 'seen') return 'local';
  if (trouble !== null) return 'trouble';
  return lag === null ? 'authorized' : 'lagging';
}

type Planned = Pick<EndpointServerView, 'offered' | 'applied' | 'proven'>;

/** How far the newest offer got. */
export function planOf({ offered, applied, proven }: Planned): 'nothing' | 'offered' | 'applied' | 'proven' {
  if (offered === 0) return 'nothing';
  if (applied < offered) return 'offered';
  return proven === null ? 'applied' : 'proven';
}
