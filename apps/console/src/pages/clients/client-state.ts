import type { ClientView } from '@causeway/contract/admin';
import type { Tone } from '../../parts/StateBadge.tsx';

export type ClientState = ClientView['state'];

export const clientTones: Readonly<Record<ClientState, Tone>> = {
  active: 'good',
  sleeping: 'warning',
  waived: 'busy',
  retired: 'quiet',
};

export const clientStates: readonly ClientState[] = ['active', 'sleeping', 'waived', 'retired'];
