import type { AcmeAccount, AcmeOrder, AcmeStore } from '../acme-store.ts';
import { acmeErrors } from '../errors.ts';

/** The store's contract in memory. `deed` is told of every write before and after it, and may throw. */
export function createMemoryAcmeStore(deed: () => void = () => {}): AcmeStore {
  const accounts = new Map<string, AcmeAccount>();
  const orders = new Map<string, AcmeOrder>();
  const write = async <Row extends { readonly id: string }>(rows: Map<string, Row>, row: Row) => {
    deed();
    rows.set(row.id, row);
    deed();
  };
  return {
    accounts: {
      async add(account) {
        if ([...accounts.values()].some(({ name }) => name === account.name))
          throw acmeErrors.error('ACME_ACCOUNT_NAME_TAKEN', { seen: JSON.stringify(account.name) });
        await write(accounts, account);
      },
      find: async (id) => accounts.get(id),
      findByName: async (name) => [...accounts.values()].find((account) => account.name === name),
      list: async () => [...accounts.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      save: (account) => write(accounts, account),
      remove: async (id) => void accounts.delete(id),
    },
    orders: {
      add: (order) => write(orders, order),
      find: async (id) => orders.get(id),
      list: async () => [...orders.values()].sort((a, b) => b.requestedAt - a.requestedAt),
      save: (order) => write(orders, order),
      remove: async (id) => void orders.delete(id),
    },
  };
}
