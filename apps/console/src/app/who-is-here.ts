import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { hashKey, type QueryClient, type QueryFunctionContext, type QueryKey } from '@tanstack/react-query';
import { call, RefusedError } from '../api/call.ts';
import { REFRESH_MS, WHO } from '../api/query-client.ts';
import { queryOf } from '../api/use-api.ts';
import { isAnother, ownApiOf } from './session.ts';

/** Which site this is. The document has the browser ask it while the script is on its way. */
export const siteQuery = { ...queryOf<SiteInfo>('/site'), retry: true, retryDelay: REFRESH_MS };

/** Both are asked until they are answered: there is nothing to show without. */
export function whoQuery(site: SiteInfo) {
  const path = `${ownApiOf(site)}/me`;
  return {
    queryKey: [path, WHO] as const,
    queryFn: async ({ client, queryKey }: QueryFunctionContext) => {
      const before = client.getQueryData<MeView | null>(queryKey);
      const me = await whoIsHere(path);
      if (isAnother(before, me)) forgetAllBut(client, [siteQuery.queryKey, queryKey]);
      return me;
    },
    retry: true,
    retryDelay: REFRESH_MS,
  };
}

/** What one saw is not for whoever comes next. */
function forgetAllBut(client: QueryClient, kept: readonly QueryKey[]): void {
  const hashes = new Set(kept.map((key) => hashKey(key)));
  client.removeQueries({ predicate: ({ queryHash }) => !hashes.has(queryHash) });
}

/** Asks what the first page depends on before anything is drawn: what React begins by itself waits for a first paint. */
export async function askFirst(client: QueryClient): Promise<void> {
  await client.prefetchQuery(siteQuery);
  const site = client.getQueryData<SiteInfo>(siteQuery.queryKey);
  if (site !== undefined) await client.prefetchQuery(whoQuery(site));
}

/**
 * Who is signed in; null when nobody is. That is an answer as any other: it is not forgotten when the server cannot be
 * asked the next time.
 */
async function whoIsHere(path: string): Promise<MeView | null> {
  try {
    return await call<MeView>('GET', path);
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === 'SIGNED_OUT') return null;
    throw error;
  }
}
