import { activeWindowMsOf, type Policy } from '@causeway/reachability';
import type { ClientRecord } from './endpoint-store.ts';

/** What a client is to an admin: one of them, whatever else is true of it. */
export const clientStates = ['active', 'sleeping', 'waived', 'retired'] as const;
export type ClientState = (typeof clientStates)[number];

/** Which clients are listed; what is left out may be any. */
export interface ClientFilter {
  /** Part of its name, whatever the case of its ASCII letters. */
  readonly name?: string | undefined;
  readonly kind?: 'native' | 'foreign' | undefined;
  /** Null: those of no group. */
  readonly group?: string | null | undefined;
  readonly state?: ClientStateFilter | undefined;
}

/** `now` is milliseconds since 1970. */
export interface ClientStateFilter {
  readonly is: ClientState;
  readonly policy: Policy;
  readonly now: number;
}

type Stated = Pick<ClientRecord, 'standing' | 'waiver' | 'lastSeenAt' | 'group'>;

export function clientStateOf(client: Stated, policy: Policy, now: number): ClientState {
  if (client.standing === 'retired') return 'retired';
  if (client.waiver !== null) return 'waived';
  const { lastSeenAt, group } = client;
  const windowMs = activeWindowMsOf(group === null ? {} : { group }, policy);
  return lastSeenAt !== null && now - lastSeenAt <= windowMs ? 'active' : 'sleeping';
}

export function fits(client: ClientRecord, { name, kind, group, state }: ClientFilter): boolean {
  return (
    (name === undefined || inAsciiLowerCase(client.name).includes(inAsciiLowerCase(name))) &&
    (kind === undefined || client.kind === kind) &&
    (group === undefined || client.group === group) &&
    (state === undefined || clientStateOf(client, state.policy, state.now) === state.is)
  );
}

/** As databases fold case without knowing any language. */
export function inAsciiLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
