import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import { createAdmins } from './admins.ts';
import { createAudit } from './audit.ts';
import { createCertificates } from './certificates.ts';
import { createChanges } from './changes.ts';
import { createCredentials } from './credentials.ts';
import type { ProvisioningSchema } from './schema.ts';
import { createSettings } from './settings.ts';
import { createTenants } from './tenants.ts';

/** Provisioning's port on a database that is migrated already, whichever it is. */
export function createProvisioningStore(db: Kysely<ProvisioningSchema>): ProvisioningStore {
  return {
    certificates: createCertificates(db),
    changes: createChanges(db),
    tenants: createTenants(db),
    admins: createAdmins(db),
    credentials: createCredentials(db),
    audit: createAudit(db),
    settings: createSettings(db),
  };
}
