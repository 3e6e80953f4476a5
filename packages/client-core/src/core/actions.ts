import { type ActionReport, ClientAction } from '@causeway/contract/client-messages';
import { Check } from 'typebox/value';
import type { ClientState } from './client-state.ts';

/** An action that came to an end. */
export interface EndedAction {
  readonly id: string;
  readonly kind: ClientAction['kind'];
  readonly outcome: ActionReport['outcome'];
  readonly message: string | null;
  readonly at: number;
  /** Whether a poll that told of it got through. */
  readonly isTold: boolean;
}

export type ActionEnd = Pick<ActionReport, 'outcome' | 'message'>;

/** Five polls full of them: what is older is handed out no more. */
const MOST_ENDED = 100;
/** Half of what a poll takes, because twenty failures take the most of its bytes. */
const MOST_TOLD = 10;
/** Enough for any reason. */
const LONGEST_MESSAGE = 200;
/** As endpoint servers make them; nothing that grows when it is written as JSON. */
const ID = /^[\w.:-]{1,100}$/;

/** Undefined for what this client does not know, now or yet. */
export function readAction(offered: unknown): ClientAction | undefined {
  return Check(ClientAction, offered) && ID.test(offered.id) ? offered : undefined;
}

export function hasEnded({ actions }: ClientState, { id }: ClientAction): boolean {
  return actions.some((ended) => ended.id === id);
}

/** With this one at its end. It is never begun again under that id. */
export function withEnded(
  state: ClientState,
  { id, kind }: Pick<ClientAction, 'id' | 'kind'>,
  { outcome, message }: ActionEnd,
  at: number,
): ClientState {
  const said = message?.replace(/[^\x20-\x7e]+/g, ' ').slice(0, LONGEST_MESSAGE) ?? null;
  const ended: EndedAction = { id, kind, outcome, message: said, at, isTold: false };
  const others = state.actions.filter((one) => one.id !== id);
  return { ...state, actions: [...others, ended].slice(-MOST_ENDED) };
}

export interface EndsToTell {
  readonly done: readonly ActionReport[];
  /** The state once an endpoint server was told. */
  whenTold(state: ClientState, now: number): ClientState;
}

/** What nobody was told yet, the oldest first. */
export function endsToTell({ actions }: ClientState): EndsToTell {
  const untold = actions.filter(({ isTold }) => !isTold).slice(0, MOST_TOLD);
  const ids = new Set(untold.map(({ id }) => id));
  return {
    done: untold.map(({ id, outcome, message }) => ({ id, outcome, ...(message !== null && { message }) })),
    whenTold: (state, now) => {
      const told = state.actions.map((one) => (ids.has(one.id) ? { ...one, isTold: true } : one));
      const isRetired = state.retiring !== null && ids.has(state.retiring);
      return { ...state, actions: told, ...(isRetired && { retiredAt: now }) };
    },
  };
}

/** What is handed out again although it was told did not arrive: over HTTP anybody may have taken the poll. */
export function withToldAgain(state: ClientState, { id }: ClientAction): ClientState {
  return {
    ...state,
    actions: state.actions.map((one) => (one.id === id ? { ...one, isTold: false } : one)),
  };
}
