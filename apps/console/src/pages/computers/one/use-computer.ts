import type { ComputerDetailsView } from '@causeway/contract/admin';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { RefusedError } from '../../../api/call.ts';
import { queryOf } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';

/** All that is known of a computer is much, and is another with its next inventory alone. */
const REFRESH_MS = 15_000;

/** Where the API has the computer of this page. */
export function useComputerApi(): string {
  const { computer = '' }: { computer?: string } = useParams({ strict: false });
  return `${useTenantApi()}/computers/${encodeURIComponent(computer)}`;
}

export function useComputer(): ComputerDetailsView {
  const query = queryOf<ComputerDetailsView>(useComputerApi());
  return useSuspenseQuery<ComputerDetailsView, RefusedError>({ ...query, refetchInterval: REFRESH_MS }).data;
}
