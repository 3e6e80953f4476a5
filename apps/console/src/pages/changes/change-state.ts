import type { ChangeView } from '@causeway/contract/admin';
import type { Tone } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

export interface ShownState {
  readonly word: string;
  readonly tone: Tone;
}

const changeTones: Readonly<Record<string, Tone>> = {
  running: 'busy',
  crossing: 'busy',
  undoing: 'warning',
  done: 'good',
  undone: 'warning',
  stuck: 'bad',
};

const stepTones: Readonly<Record<string, Tone>> = {
  waiting: 'quiet',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  undoing: 'warning',
  undone: 'warning',
};

export function stateOfChange(state: string): ShownState {
  const words: Readonly<Record<string, string>> = texts.changes.states;
  return { word: words[state] ?? state, tone: changeTones[state] ?? 'quiet' };
}

export function stateOfStep(state: string): ShownState {
  const words: Readonly<Record<string, string>> = texts.changes.stepStates;
  return { word: words[state] ?? state, tone: stepTones[state] ?? 'quiet' };
}

/** It goes on, waits or goes back. */
export function isUnderWay({ state }: Pick<ChangeView, 'state'>): boolean {
  return state === 'running' || state === 'crossing' || state === 'undoing';
}
