import type { ClientRecord, EndpointStore } from '@causeway/endpoint';
import { someClient, someToken } from './records.ts';

export type OpenEndpointStore = () => Promise<EndpointStore & AsyncDisposable>;

/** Enrolls them all with a token of their own number of uses. */
export async function enrollAll(store: EndpointStore, clients: readonly ClientRecord[]): Promise<void> {
  const token = someToken({ usesLeft: clients.length });
  await store.tokens.add(token);
  for (const client of clients) await store.clients.enroll(client, token.id, token.createdAt);
}

export async function enrollOne(
  store: EndpointStore,
  parts: Partial<ClientRecord> = {},
): Promise<ClientRecord> {
  const client = someClient(parts);
  await enrollAll(store, [client]);
  return client;
}
