import { withEnded } from './actions.ts';
import type { ClientState } from './client-state.ts';

/** A key that was made for an action and is, as far as the client knows, not its own yet. */
export interface ComingKey {
  /** PKCS#8, PEM. */
  readonly privateKeyPem: string;
  /** Id of the action. */
  readonly action: string;
}

/**
 * Which of its keys an endpoint server knows is certain only where that one has proven who it is. So a client keeps
 * those that it had: an answer that was lost or made up, or a server that was set back to a backup, costs a request.
 */
export const MOST_OTHER_KEYS = 8;

/** The keys to try when its own is not the one that it is known by, the likeliest first. PEM. */
export function otherKeysOf({ comingKey, otherKeysPem }: ClientState): readonly string[] {
  return comingKey === null ? otherKeysPem : [comingKey.privateKeyPem, ...otherKeysPem];
}

/**
 * With one of its keys as its own; the one before is kept as another. When it is the coming one, the action that it was
 * made for is done, however that was found out.
 */
export function withOwnKey(state: ClientState, privateKeyPem: string, at: number): ClientState {
  const { comingKey, otherKeysPem } = state;
  const others = [state.privateKeyPem, ...otherKeysPem].filter((one) => one !== privateKeyPem);
  const after = { ...state, privateKeyPem, otherKeysPem: others.slice(0, MOST_OTHER_KEYS) };
  if (comingKey?.privateKeyPem !== privateKeyPem) return after;
  const action = { id: comingKey.action, kind: 're-enroll' } as const;
  return withEnded({ ...after, comingKey: null }, action, { outcome: 'done' }, at);
}
