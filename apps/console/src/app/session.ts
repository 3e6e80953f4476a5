import type { MeView, Role, SiteInfo } from '@causeway/contract/admin';
import { createContext, useContext } from 'react';
import type { Refusal } from '../api/call.ts';

const ranks: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

export interface Session {
  readonly site: SiteInfo;
  readonly me: MeView;
  /** Why the server could not be asked of late who is here. */
  readonly trouble?: Refusal;
}

/** `me` as the server said it last: a page with a form or a secret on it outlives an outage. */
export function sessionOf(
  site: SiteInfo | undefined,
  me: MeView | null | undefined,
  trouble: Refusal | undefined,
): Session | undefined {
  if (site === undefined || me === undefined || me === null) return undefined;
  return { site, me, ...(trouble && { trouble }) };
}

/** As whom one is signed in, in a form that can be compared. */
export function identityOf({ name, tenant }: MeView): string {
  return JSON.stringify([tenant, name]);
}

/** Whether whoever was here, if anybody was, no longer is. */
export function isAnother(before: MeView | null | undefined, now: MeView | null): boolean {
  if (before === undefined || before === null) return false;
  return now === null || identityOf(before) !== identityOf(now);
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('No session: this is shown to signed-in admins alone.');
  return session;
}

/** Where the API of a site has what is about oneself, its users and its audit trail. */
export function ownApiOf(site: SiteInfo): string {
  return site.kind === 'platform' ? `/tenants/${encodeURIComponent(site.tenant)}` : '';
}

export function useOwnApi(): string {
  return ownApiOf(useSession().site);
}

/** Why this person may not do what needs that role; undefined when they may. */
export function useRefusal(needs: Role, texts: (needs: Role) => string): string | undefined {
  const { me } = useSession();
  return ranks[me.role] >= ranks[needs] ? undefined : texts(needs);
}
