import { useOwnApi, useSession } from '../../app/session.ts';

/** Where the API has the changes of this site: all of them, or those of the tenant. */
export function useChangesApi(): string {
  const api = useOwnApi();
  return useSession().site.kind === 'platform' ? `${api}/site-changes` : '/changes';
}
