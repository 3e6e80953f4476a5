import { changeErrors } from '../errors.ts';
import type { ChangeState } from '../journal.ts';

/** What can happen to a change. */
export type ChangeHappening = 'wait' | 'go' | 'finish' | 'fail' | 'stop' | 'put-back' | 'jam';

/** State × happening → next state; what is absent cannot happen. */
export const changeStates: Readonly<
  Record<ChangeState, Readonly<Partial<Record<ChangeHappening, ChangeState>>>>
> = {
  running: { wait: 'crossing', go: 'running', finish: 'done', fail: 'undoing', stop: 'undoing' },
  crossing: { wait: 'crossing', go: 'running', fail: 'undoing', stop: 'undoing' },
  undoing: { fail: 'undoing', stop: 'undoing', 'put-back': 'undone', jam: 'stuck' },
  done: {},
  undone: {},
  stuck: {},
};

/** @throws CHANGE_OVER where that cannot happen any more. */
export function nextState(state: ChangeState, happening: ChangeHappening): ChangeState {
  const next = changeStates[state][happening];
  if (next === undefined)
    throw changeErrors.error('CHANGE_OVER', {
      seen: `state ${state}`,
      expected: `one in which it can ${happening}`,
    });
  return next;
}

export function isOver(state: ChangeState): boolean {
  return Object.keys(changeStates[state]).length === 0;
}
