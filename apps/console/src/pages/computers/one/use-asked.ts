import type { ActionPage, ActionView, ClientView } from '@causeway/contract/admin';
import { useMaybe } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import * as texts from '../../../texts/index.ts';
import { whyNot } from './why-not.ts';

const { ask: says } = texts.computer;

export interface Asked {
  /** Where the API has the client. */
  readonly path: string;
  /** The newest inventory that was asked of it; undefined while none was. */
  readonly action: ActionView | undefined;
  /** Why none can be asked of it now. */
  readonly because: string | undefined;
}

/** What was asked of the client that reports a computer, and whether it can be asked. */
export function useAsked(clientId: string): Asked {
  const api = useTenantApi();
  const path = `${api}/clients/${clientId}`;
  const { data: page } = useMaybe<ActionPage>(`${api}/actions?client=${clientId}`);
  const { data: client, error } = useMaybe<ClientView>(path);
  const action = page?.actions.find(({ kind }) => kind === 'inventory');
  const isGone = error?.refusal.code === 'CLIENT_NOT_FOUND';
  return { path, action, because: isGone ? says.gone : whyNot(client, action) };
}
