import type { AcmeStore } from '@causeway/acme';
import type { AuthorityStore, CertificateRequestStore, CertificateStore } from '@causeway/certificates';
import type { ChangeJournal } from '@causeway/changes';
import type {
  Address,
  AdminId,
  CertificateId,
  ChangeId,
  EndpointServerId,
  Listener,
  Scheme,
  Site,
  TenantId,
} from '@causeway/contract';
import type { Role } from '@causeway/contract/admin';
import type { EndpointServerState, LocalSite, SpoolReport } from '@causeway/contract/upstream-messages';
import type { NoticeStore } from './notices/notice-store.ts';
import type { CrossingSample } from './tenants/crossing-sample.ts';

export type { CrossingSample } from './tenants/crossing-sample.ts';

/** A tenant as provisioning keeps it. `saved` and `serving` are different facts and shown as such. */
export interface TenantRecord {
  readonly id: TenantId;
  /** Lower-case, `[a-z0-9][a-z0-9-]*`, unique: how commands and routes name it. */
  readonly name: string;
  /** What the admin asked for. */
  readonly saved: Site;
  /** What was last reached and recorded. */
  readonly inForce: Site;
  /** What is listened on at this moment, between the two while a change runs. */
  readonly serving: readonly Listener[];
  /** Milliseconds. */
  readonly activeWindowMs: number;
  readonly pollingIntervalSeconds: number;
  readonly inventoryIntervalSeconds: number;
  /** By name. */
  readonly groups: readonly ClientGroup[];
  /** Whether foreign agents are taken in, and what they have to show; null when they are not. */
  readonly foreignAgents: ForeignAgentsSetting | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Clients with frequencies of their own; what is absent is as the tenant has it. */
export interface ClientGroup {
  /** Lower-case letters, digits and hyphens, at most 63. */
  readonly name: string;
  readonly pollingIntervalSeconds?: number;
  readonly inventoryIntervalSeconds?: number;
  /** Milliseconds. */
  readonly activeWindowMs?: number;
}

export interface ForeignAgentsSetting {
  /** What they show by Basic authentication (RFC 7617); null for nothing. */
  readonly secret: {
    readonly user: string;
    /** scrypt, PHC string format. */
    readonly passwordHash: string;
  } | null;
}

/** What of a tenant changes in its life. */
export type TenantParts = Omit<TenantRecord, 'id' | 'name' | 'createdAt'>;

/** A stand-alone endpoint server of a tenant. Times are milliseconds since 1970. */
export interface EndpointServerRecord {
  /** The id that it has as a client of the tenant. */
  readonly id: EndpointServerId;
  readonly tenantId: TenantId;
  /** Unique per tenant. */
  readonly name: string;
  readonly state: EndpointServerState;
  /** Raw X25519 public key, 32 bytes, base64url: private keys of certificates are sealed to it. */
  readonly sealingKey: string;
  /** How it was started: what an admin is asked to authorize. */
  readonly proposed: LocalSite;
  /** What the admin asked for. */
  readonly saved: Site;
  /** What was last reached and recorded. */
  readonly inForce: Site;
  /** What it is to listen on at this moment, between the two while a change runs. */
  readonly serving: readonly Listener[];
  /** What it is offered; the number grows with each offer, 0 for none so far. */
  readonly offer: { readonly number: number; readonly listeners: readonly Listener[] };
  /** Number of the offer that it serves; 0 for none. */
  readonly applied: number;
  /** Set while a change goes on without it. */
  readonly lag: EndpointServerLag | null;
  /** The newest change that was made at the endpoint server itself. */
  readonly local: EndpointServerLocalChange | null;
  /** What it said last; null before it said anything. */
  readonly report: EndpointServerReport | null;
  /** What dialing it from outside showed last; null before a change proved it. */
  readonly proven: EndpointServerProven | null;
  readonly joinedAt: number;
}

/** Why an endpoint server is behind, and since when. */
export interface EndpointServerLag {
  readonly since: number;
  readonly code: string;
  readonly seen: string;
  /** The change that set it aside; null when none did. */
  readonly changeId: ChangeId | null;
}

export interface EndpointServerLocalChange {
  readonly number: number;
  readonly site: LocalSite;
  readonly certificateId: CertificateId | null;
  readonly at: number;
  /** `seen`: somebody came through from outside, so it stays. */
  readonly outcome: 'waiting' | 'seen' | 'not-seen' | 'overruled' | 'adopted';
  /** Why it was not seen. */
  readonly why?: string;
}

export interface EndpointServerReport {
  readonly at: number;
  /** Of the program. */
  readonly version: string;
  /** The address of the platform at which it said so. */
  readonly upstream: Address;
  /** Version of the messages that it speaks. */
  readonly contract: number;
  readonly spool: SpoolReport;
  /** Why it does not serve the newest offer. */
  readonly trouble: { readonly code: string; readonly seen: string } | null;
  /** Its own proof of what it serves. */
  readonly proofs: readonly { readonly address: Address; readonly code: string; readonly seen: string }[];
}

/** The last proof of what an endpoint server serves, and who made it. */
export interface EndpointServerProven {
  readonly at: number;
  readonly proofs: readonly ProofOfServer[];
}

export interface ProofOfServer {
  readonly address: string;
  readonly code: string;
  readonly seen: string;
  /** `itself`: where the platform does not get through, the endpoint server dialed its own name. */
  readonly by: 'platform' | 'itself';
}

/** What of an endpoint server changes in its life. */
export type EndpointServerParts = Omit<EndpointServerRecord, 'id' | 'tenantId' | 'name' | 'joinedAt'>;

/** A person who may sign in: at provisioning, or at the platform of one tenant. */
export interface AdminRecord {
  readonly id: AdminId;
  /** Unique among those of provisioning, and among those of a tenant. */
  readonly name: string;
  readonly role: Role;
  /** The tenant at whose platform alone they may sign in; null: at provisioning. */
  readonly tenantId: TenantId | null;
  /** argon2id, PHC string format; null for who comes by OpenID Connect alone. */
  readonly passwordHash: string | null;
  readonly totp: TotpRecord | null;
  /** Whom an OpenID provider says they are; null for who has a password. */
  readonly identity: OpenIdIdentity | null;
  readonly createdAt: number;
}

/** A second factor (RFC 6238). It counts once it was confirmed by a code. */
export interface TotpRecord {
  /** base32. */
  readonly secret: string;
  readonly confirmedAt: number | null;
  /** The step of the last code that was taken; 0 for none. */
  readonly lastStep: number;
  /** SHA-256 of each recovery code that is left, lower-case hex. */
  readonly recoverySha256: readonly string[];
}

/** OpenID Connect Core section 5.7: the two together are one person, for ever. */
export interface OpenIdIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** Of a provider that tells who somebody is (OpenID Connect). */
export interface OpenIdSettings {
  /** `https://…`, as the provider's discovery document names it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Beside `openid`. */
  readonly scopes: readonly string[];
  /** The claim whose values give roles. */
  readonly roleClaim: string;
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  /** Null for the public CAs. */
  readonly anchorPem: string | null;
}

/** What of an admin changes. */
export type AdminParts = Pick<AdminRecord, 'role' | 'passwordHash' | 'totp'>;

/** How somebody signs in: by which password and which second factor. */
export type SignInParts = Pick<AdminRecord, 'passwordHash' | 'totp'>;

/** By what a credential is added: a sign-in as that admin was then, or another credential. */
export type Admission = { readonly admin: AdminRecord } | { readonly secretSha256: string };

/** How a credential was used last. */
export interface CredentialUse {
  /** Null before the first time. Later uses are noted once a minute. */
  readonly lastUsedAt: number | null;
  /** IP address. */
  readonly lastUsedFrom: string | null;
  /** What the program that used it calls itself. */
  readonly userAgent: string | null;
}

/** A session or an API token: only the SHA-256 of the secret is kept. */
export interface CredentialRecord extends CredentialUse {
  /** SHA-256 of the secret, lower-case hex. */
  readonly secretSha256: string;
  readonly kind: 'session' | 'api-token';
  readonly adminId: AdminId;
  /** Of an API token, unique per admin; empty for a session. */
  readonly name: string;
  /** At most this, and at most what its admin has by then. */
  readonly role: Role;
  /** Of a session, the scheme over which it began: over the other it counts for nothing. Null: over either. */
  readonly scheme: Scheme | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface AuditEntry {
  /** Grows by one with each entry; given by the store. */
  readonly sequence: number;
  readonly at: number;
  /** Name of an admin of provisioning, `TENANT/NAME` of an admin of a tenant, or `system`. */
  readonly actor: string;
  /** Noun and verb: `tenant.create`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  /** `done`, or the code of the refusal. */
  readonly outcome: string;
  /** Whose tenant it is about; null for the installation. It outlives the tenant. */
  readonly tenantId: TenantId | null;
  readonly detail: unknown;
}

/** What is left out does not matter. */
export interface AuditFilter {
  readonly tenantId?: TenantId | undefined;
  readonly actor?: string | undefined;
  /** Noun and verb, or the noun alone. */
  readonly action?: string | undefined;
  /** The whole subject, or what it begins with before a slash. */
  readonly subject?: string | undefined;
  readonly outcome?: string | undefined;
  /** Milliseconds since 1970, both included. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Which credentials of an admin. */
export interface CredentialsOfAdmin {
  readonly kind?: CredentialRecord['kind'];
  /** SHA-256 of a secret. */
  readonly except?: string;
}

/** What provisioning needs kept. Writes are durable when the promise resolves. */
export interface ProvisioningStore {
  readonly acme: AcmeStore;
  readonly certificates: CertificateStore;
  readonly authorities: AuthorityStore;
  readonly certificateRequests: CertificateRequestStore;
  readonly changes: ChangeJournal;
  readonly notices: NoticeStore;
  readonly tenants: {
    /** @throws TENANT_NAME_TAKEN */
    add(tenant: TenantRecord): Promise<void>;
    find(id: TenantId): Promise<TenantRecord | undefined>;
    findByName(name: string): Promise<TenantRecord | undefined>;
    /** By name. */
    list(): Promise<TenantRecord[]>;
    /** Writes these parts and leaves the others as they are by then; a tenant that is gone stays gone. */
    update(id: TenantId, parts: Partial<TenantParts>): Promise<void>;
    /** With its endpoint servers, its admins and the samples of its crossing. */
    remove(id: TenantId): Promise<void>;
  };
  readonly crossings: {
    /** Of a tenant that there is; those of its samples that are past go with it. One transaction. */
    add(sample: CrossingSample, past: readonly number[]): Promise<void>;
    /** Oldest first. */
    list(tenantId: TenantId): Promise<CrossingSample[]>;
    /** The newest of each tenant that has any. */
    newest(): Promise<CrossingSample[]>;
    clear(tenantId: TenantId): Promise<void>;
  };
  readonly endpointServers: {
    /** Of a tenant that there is. @throws ENDPOINT_SERVER_NAME_TAKEN */
    add(server: EndpointServerRecord): Promise<void>;
    find(id: EndpointServerId): Promise<EndpointServerRecord | undefined>;
    findByName(tenantId: TenantId, name: string): Promise<EndpointServerRecord | undefined>;
    /** Those of one tenant, or all of them: by tenant, then name. */
    list(tenantId?: TenantId): Promise<EndpointServerRecord[]>;
    /** Writes these parts and leaves the others as they are by then; one that is gone stays gone. */
    update(id: EndpointServerId, parts: Partial<EndpointServerParts>): Promise<void>;
    remove(id: EndpointServerId): Promise<void>;
  };
  readonly admins: {
    /** @throws ADMIN_NAME_TAKEN */
    add(admin: AdminRecord): Promise<void>;
    find(id: AdminId): Promise<AdminRecord | undefined>;
    findByName(tenantId: TenantId | null, name: string): Promise<AdminRecord | undefined>;
    findByIdentity(tenantId: TenantId | null, identity: OpenIdIdentity): Promise<AdminRecord | undefined>;
    /** Those of provisioning (null) or of one tenant, by name. */
    list(tenantId: TenantId | null): Promise<AdminRecord[]>;
    /**
     * Writes these parts and leaves the others as they are by then; one who is gone stays gone. False, and nothing
     * written, when they no longer sign in as it `was`: by that password, and by that confirmed second factor or none.
     */
    update(id: AdminId, parts: Partial<AdminParts>, was?: Partial<SignInParts>): Promise<boolean>;
    /** Writes what was spent of a second factor; false, and nothing written, when it or the password is no longer that of `before`. */
    spendTotp(before: AdminRecord, after: TotpRecord): Promise<boolean>;
    /** With their sessions and API tokens. */
    remove(id: AdminId): Promise<void>;
  };
  readonly openId: {
    get(): Promise<OpenIdSettings | undefined>;
    /** `null` removes. */
    set(settings: OpenIdSettings | null): Promise<void>;
  };
  readonly credentials: {
    /**
     * False, and nothing added, when that admin is gone or signs in otherwise by now, or that credential is gone.
     * @throws API_TOKEN_NAME_TAKEN
     */
    add(credential: CredentialRecord, by: Admission): Promise<boolean>;
    find(secretSha256: string): Promise<CredentialRecord | undefined>;
    listOf(adminId: AdminId): Promise<CredentialRecord[]>;
    /** API tokens of all admins of provisioning (null) or of one tenant, oldest first. */
    apiTokensAt(tenantId: TenantId | null): Promise<CredentialRecord[]>;
    /** One that is gone stays gone. */
    noteUse(secretSha256: string, use: CredentialUse): Promise<void>;
    remove(secretSha256: string): Promise<void>;
    /** All of an admin, or of one kind, but for one. */
    removeOf(adminId: AdminId, which?: CredentialsOfAdmin): Promise<void>;
    /** Those of a kind whose end was at that time or before. */
    removeExpired(kind: CredentialRecord['kind'], at: number): Promise<void>;
  };
  /** Append-only: there is no method that changes or removes an entry, and the database refuses both. */
  readonly audit: {
    append(entry: Omit<AuditEntry, 'sequence'>): Promise<void>;
    /** Newest first, before that sequence number when given. */
    list(
      options: { readonly limit: number; readonly before?: number | undefined } & AuditFilter,
    ): Promise<AuditEntry[]>;
  };
  /** Small values of the installation: the set-up link's digest, the console's certificate id. */
  readonly settings: {
    get(key: string): Promise<string | undefined>;
    /** `null` removes. */
    set(key: string, value: string | null): Promise<void>;
  };
}
