import { use } from 'react';
import { SessionContext } from '../app/session.ts';
import * as texts from '../texts/index.ts';

/** What to do about a code on a page of this site: the page's own words, or else those of the server. */
export function useRemedy(): (code: string, said: string | undefined) => string | undefined {
  // Who is not signed in yet has no session, and is shown refusals, too.
  const isTenants = use(SessionContext)?.site.kind === 'platform';
  return (code, said) =>
    (isTenants ? texts.remediesOfTenant[code] : undefined) ?? texts.remedies[code] ?? said;
}
