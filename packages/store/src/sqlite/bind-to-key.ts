import type { Kysely } from 'kysely';
import { storeErrors } from '../errors.ts';
import type { Vault } from '../vault.ts';

/** Under which `settings` of every database remembers the id of its installation key. */
export const KEY_ID_SETTING = 'installation-key-id';

interface WithSettings {
  settings: { key: string; value: string };
}

interface Binding {
  readonly vault: Vault;
  readonly file: string;
  /** Rows of the tables that hold secrets. */
  readonly countSecrets: () => Promise<number>;
}

/**
 * Binds a database to the installation key at its first opening, and holds it to that key ever after, so that a wrong
 * key is found at the start and not at the first use of a secret.
 * @throws INSTALLATION_KEY_WRONG, SECRETS_UNSEALED
 */
export async function bindToKey<Schema extends WithSettings>(
  db: Kysely<Schema>,
  { vault, file, countSecrets }: Binding,
): Promise<void> {
  // Every schema that extends it has this table; Kysely cannot follow that through a type parameter.
  const settings = db as unknown as Kysely<WithSettings>;
  const query = settings.selectFrom('settings').select('value').where('key', '=', KEY_ID_SETTING);
  const bound = await query.executeTakeFirst();
  if (bound === undefined) {
    await refuseUnsealed(file, countSecrets);
    await settings.insertInto('settings').values({ key: KEY_ID_SETTING, value: vault.keyId }).execute();
  } else if (bound.value !== vault.keyId) {
    throw storeErrors.error('INSTALLATION_KEY_WRONG', {
      seen: `installation key ${vault.keyId}`,
      expected: `installation key ${bound.value}, which sealed ${file}`,
    });
  }
}

/** Secrets of a database that knows no key were written by a version that did not seal them. */
async function refuseUnsealed(file: string, countSecrets: () => Promise<number>): Promise<void> {
  const count = await countSecrets();
  if (count === 0) return;
  throw storeErrors.error('SECRETS_UNSEALED', {
    seen: `${file}: ${count} secrets in plain text`,
    expected: 'secrets that are sealed under an installation key',
  });
}
