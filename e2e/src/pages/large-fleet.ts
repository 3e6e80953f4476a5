import { DatabaseSync } from 'node:sqlite';
import type { TenantView } from '@causeway/contract/admin';
import type { Api } from '../constellation/api.ts';
import type { Installation } from '../constellation/installation.ts';

/** `PC-000001`, the first in every order by name, to the last. */
export function nameOf(number: number): string {
  return `PC-${String(number).padStart(6, '0')}`;
}

/** As that of `crypto.randomUUID`. */
const ID = `printf('00000000-0000-4000-8000-%012d', i)`;
const NAME = `printf('PC-%06d', i)`;

/**
 * Fills the database of a tenant while the server rests: clients that never crossed, each with its computer. By the
 * intake it would take minutes.
 */
export async function addLargeFleet(
  { installation, api }: { readonly installation: Installation; readonly api: Api },
  tenant: string,
  clients: number,
): Promise<void> {
  const { id } = await api.must<TenantView>('GET', `/tenants/${tenant}`);
  await installation.server.stop();
  fill(installation.folder.file('data', 'tenants', `${id}.sqlite`), clients);
  await installation.serve();
}

function fill(file: string, clients: number): void {
  using database = new DatabaseSync(file);
  const now = Date.now();
  const numbers = `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${clients})`;
  database.exec(`
    pragma synchronous = off;
    begin;
    ${numbers} insert into clients ("id", "name", "kind", "publicKey", "standing", "waiver", "enrolledAt")
      select ${ID}, ${NAME}, 'native', 'key ' || i, 'enrolled', 'null', ${now} from numbers;
    ${numbers} insert into contacts ("clientId", "lastSeenAt", "fetchedRevision", "appliedRevision", "clockSkewSeconds", "version")
      select ${ID}, ${now}, 0, 0, 0, '1.0.0' from numbers;
    ${numbers} insert into computers ("id", "clientId", "name", "osName", "memoryBytes", "firstSeenAt", "inventoryAt", "changedAt")
      select i, ${ID}, ${NAME}, 'Debian GNU/Linux', 17179869184, ${now}, ${now}, ${now} from numbers;
    ${numbers} insert into computer_reports ("computerId", "fingerprint", "identity", "collectors")
      select i, '', '{}', '[]' from numbers;
    commit;
    pragma wal_checkpoint(truncate);
  `);
}
