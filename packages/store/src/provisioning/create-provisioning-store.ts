import type { ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import type { Vault } from '../vault.ts';
import { createAcme } from './acme.ts';
import { createAdmins } from './admins.ts';
import { createAudit } from './audit.ts';
import { createAuthorities } from './authorities.ts';
import { createCertificateRequests } from './certificate-requests.ts';
import { createCertificates } from './certificates.ts';
import { createChanges } from './changes.ts';
import { createCredentials } from './credentials.ts';
import { createCrossings } from './crossings.ts';
import { createEndpointServers } from './endpoint-servers.ts';
import { createNotices } from './notices.ts';
import { createOpenId } from './open-id.ts';
import type { ProvisioningSchema } from './schema.ts';
import { createSettings } from './settings.ts';
import { createTenants } from './tenants.ts';

/** Provisioning's port on a database that is migrated already, whichever it is. */
export function createProvisioningStore(db: Kysely<ProvisioningSchema>, vault: Vault): ProvisioningStore {
  return {
    certificates: createCertificates(db, vault),
    changes: createChanges(db),
    tenants: createTenants(db),
    crossings: createCrossings(db),
    endpointServers: createEndpointServers(db),
    admins: createAdmins(db, vault),
    openId: createOpenId(db, vault),
    credentials: createCredentials(db),
    audit: createAudit(db),
    settings: createSettings(db),
    authorities: createAuthorities(db, vault),
    certificateRequests: createCertificateRequests(db, vault),
    acme: createAcme(db, vault),
    notices: createNotices(db, vault),
  };
}
