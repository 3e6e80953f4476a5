import type { AcmeAccount, AcmeOrder } from '@causeway/acme';
import type { Authority, CertificateRequest, StoredCertificate } from '@causeway/certificates';
import type { ChangeRecord } from '@causeway/changes';
import type { ChangeId, TenantId } from '@causeway/contract';
import type {
  AdminRecord,
  AuditEntry,
  CredentialRecord,
  CrossingSample,
  Delivery,
  EmailChannel,
  EndpointServerRecord,
  KeptNotice,
  NoticeChannel,
  OpenIdIdentity,
  TenantRecord,
  TotpRecord,
  WebhookChannel,
} from '@causeway/provisioning';
import type { Generated } from 'kysely';
import type { InJson, Json } from '../json.ts';

/** The tables of provisioning's database: the records of the ports, with what is no plain value as JSON. */
export interface ProvisioningSchema {
  certificates: InJson<StoredCertificate, 'hostnames'>;
  tenants: InJson<TenantRecord, 'saved' | 'inForce' | 'serving' | 'groups' | 'foreignAgents'>;
  endpoint_servers: InJson<EndpointServerRecord, EndpointServerJson>;
  changes: InJson<ChangeRecord, 'tenantIds' | 'plan' | 'error' | 'steps'>;
  change_tenants: { tenantId: TenantId; changeId: ChangeId; isUnfinished: 0 | 1 };
  admins: Omit<AdminRecord, 'totp' | 'identity'> & {
    totpSecret: string | null;
    totpState: Json<Omit<TotpRecord, 'secret'>> | null;
    identity: Json<OpenIdIdentity> | null;
  };
  credentials: CredentialRecord;
  audit: Omit<InJson<AuditEntry, 'detail'>, 'sequence'> & { sequence: Generated<number> };
  crossing_samples: CrossingSample;
  settings: { key: string; value: string };
  authorities: InJson<Authority, 'domains'> & { keyPem: string };
  acme_accounts: AcmeAccount;
  acme_orders: InJson<AcmeOrder, 'hostnames' | 'error' | 'renewal'>;
  certificate_requests: InJson<CertificateRequest, 'hostnames'> & { keyPem: string };
  notice_channels: Pick<NoticeChannel, 'id' | 'name' | 'kind' | 'createdAt'> & {
    settings: Json<ChannelSettings>;
    secret: string | null;
  };
  notices: Omit<InJson<KeptNotice, 'details'>, 'sequence'> & { sequence: Generated<number> };
  notice_deliveries: InJson<Omit<Delivery, 'notice'>, 'error'> & { sequence: number };
}

/** What of an endpoint server is no plain value. */
export type EndpointServerJson =
  | ('proposed' | 'saved' | 'inForce' | 'serving')
  | ('offer' | 'lag' | 'local' | 'report' | 'proven');

/** What a channel is set to, without its secret. */
export type ChannelSettings =
  | Pick<WebhookChannel, 'url' | 'anchorPem'>
  | Pick<EmailChannel, 'host' | 'port' | 'security' | 'from' | 'to' | 'user' | 'anchorPem'>;
