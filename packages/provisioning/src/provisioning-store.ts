import type { AcmeStore } from '@causeway/acme';
import type { AuthorityStore, CertificateRequestStore, CertificateStore } from '@causeway/certificates';
import type { ChangeJournal } from '@causeway/changes';
import type { AdminId, Listener, Site, TenantId } from '@causeway/contract';
import type { NoticeStore } from './notices/notice-store.ts';

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
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What of a tenant changes in its life. */
export type TenantParts = Omit<TenantRecord, 'id' | 'name' | 'createdAt'>;

export interface AdminRecord {
  readonly id: AdminId;
  readonly name: string;
  /** argon2id, PHC string format. */
  readonly passwordHash: string;
  readonly createdAt: number;
}

/** A session or an API token: only the SHA-256 of the secret is kept. */
export interface CredentialRecord {
  /** SHA-256 of the secret, lower-case hex. */
  readonly secretSha256: string;
  readonly kind: 'session' | 'api-token';
  readonly adminId: AdminId;
  /** Of an API token, unique per admin; empty for a session. */
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface AuditEntry {
  /** Grows by one with each entry; given by the store. */
  readonly sequence: number;
  readonly at: number;
  /** Name of the admin, or `system`. */
  readonly actor: string;
  /** Noun and verb: `tenant.create`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  /** `done`, or the code of the refusal. */
  readonly outcome: string;
  readonly detail: unknown;
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
    remove(id: TenantId): Promise<void>;
  };
  readonly admins: {
    /** @throws ADMIN_NAME_TAKEN */
    add(admin: AdminRecord): Promise<void>;
    find(id: AdminId): Promise<AdminRecord | undefined>;
    findByName(name: string): Promise<AdminRecord | undefined>;
    count(): Promise<number>;
  };
  readonly credentials: {
    add(credential: CredentialRecord): Promise<void>;
    find(secretSha256: string): Promise<CredentialRecord | undefined>;
    listOf(adminId: AdminId): Promise<CredentialRecord[]>;
    remove(secretSha256: string): Promise<void>;
  };
  /** Append-only: there is no method that changes or removes an entry, and the database refuses both. */
  readonly audit: {
    append(entry: Omit<AuditEntry, 'sequence'>): Promise<void>;
    /** Newest first, before that sequence number when given. */
    list(options: { readonly limit: number; readonly before?: number }): Promise<AuditEntry[]>;
  };
  /** Small values of the installation: the set-up link's digest, the console's certificate id. */
  readonly settings: {
    get(key: string): Promise<string | undefined>;
    /** `null` removes. */
    set(key: string, value: string | null): Promise<void>;
  };
}
