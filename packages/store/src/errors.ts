import { defineErrors } from '@causeway/errors';

export const storeErrors = defineErrors({
  TENANT_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a tenant of that name already.',
    hint: 'Choose another name, or delete the old tenant first.',
  },
  ADMIN_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is an admin of that name already.',
    hint: 'Choose another name.',
  },
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
});
