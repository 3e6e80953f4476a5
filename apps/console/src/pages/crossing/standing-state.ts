import type { StandingState } from '@causeway/contract/admin';
import type { Tone } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

/** In the order in which they are shown. */
export const states: readonly StandingState[] = ['proven', 'blocking', 'sleeping', 'waived'];

const tones: Readonly<Record<StandingState, Tone>> = {
  proven: 'good',
  blocking: 'bad',
  sleeping: 'quiet',
  waived: 'warning',
};

export function stateOfStanding(state: StandingState): { readonly word: string; readonly tone: Tone } {
  return { word: texts.crossing.states[state], tone: tones[state] };
}
