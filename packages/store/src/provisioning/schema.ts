import type { StoredCertificate } from '@causeway/certificates';
import type { ChangeRecord } from '@causeway/changes';
import type { AdminRecord, AuditEntry, CredentialRecord, TenantRecord } from '@causeway/provisioning';
import type { Generated } from 'kysely';
import type { InJson } from '../json.ts';

/** The tables of provisioning's database: the records of the ports, with what is no plain value as JSON. */
export interface ProvisioningSchema {
  certificates: InJson<StoredCertificate, 'hostnames'>;
  tenants: InJson<TenantRecord, 'saved' | 'inForce' | 'serving'>;
  changes: InJson<ChangeRecord, 'plan' | 'error' | 'steps'>;
  admins: AdminRecord;
  credentials: CredentialRecord;
  audit: Omit<InJson<AuditEntry, 'detail'>, 'sequence'> & { sequence: Generated<number> };
  settings: { key: string; value: string };
}
