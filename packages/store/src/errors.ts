import { defineErrors } from '@causeway/errors';

export const storeErrors = defineErrors({
  STORE_NEWER: {
    kind: 'fault',
    says: 'This database was written by a newer Causeway. It was left as it is.',
    hint: 'Start the newer version again, or restore the backup that was made before the upgrade.',
  },
  STORE_UNREADABLE: {
    kind: 'fault',
    says: 'This database cannot be opened.',
    hint: 'Check the path, its permissions and the disk; restore a backup if the file is damaged.',
  },
  INSTALLATION_KEY_WRONG: {
    kind: 'conflict',
    says: 'This installation key is not the one that the secrets in the database are sealed under.',
    hint: 'Name the right file with --key-file, or put the right key back with `causeway installation-key restore FILE`.',
  },
  VAULT_KEY_WRONG: {
    kind: 'fault',
    says: 'A secret in the database cannot be opened with the installation key of this server.',
    hint: 'Put back the installation key that belongs to this database, or restore both from the same backup.',
  },
  SECRETS_UNSEALED: {
    kind: 'fault',
    says: 'This database holds secrets in plain text, as versions before the first release wrote them.',
    hint: 'Start with an empty data folder. What is private in the old one must be taken as known: make new keys.',
  },
});
