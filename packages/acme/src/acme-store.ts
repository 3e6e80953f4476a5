import type { AcmeAccountId, AcmeOrderId, CertificateId } from '@causeway/contract';
import type { ErrorDocument } from '@causeway/errors';
import type { OrderState } from './order/order-states.ts';
import type { ChallengeKind } from './protocol/messages.ts';

/** An account with a CA. */
export interface AcmeAccount {
  readonly id: AcmeAccountId;
  /** Chosen by the admin, unique in the installation. */
  readonly name: string;
  readonly directoryUrl: string;
  /** What the ACME server itself is trusted by; null for the public roots. PEM. */
  readonly anchorPem: string | null;
  /** The root of what the CA issues, where it is no public one. PEM. */
  readonly issuerAnchorPem: string | null;
  readonly email: string | null;
  /** PKCS#8, PEM. */
  readonly keyPem: string;
  /** The CA's name for the account; null until it is registered. */
  readonly url: string | null;
  readonly createdAt: number;
}

/** When a certificate is to be renewed, and when the CA is asked about that again. Milliseconds since 1970. */
export interface RenewalPlan {
  readonly renewAt: number;
  readonly askAgainAt: number;
  /** The window that the CA suggested; null when it has no renewal information. */
  readonly window: { readonly start: number; readonly end: number } | null;
  readonly explanationUrl: string | null;
}

/** A certificate that is being obtained, or was. Kept before each step, so that a killed process goes on. */
export interface AcmeOrder {
  readonly id: AcmeOrderId;
  readonly accountId: AcmeAccountId;
  /** Of the certificate to come; chosen beforehand, so that it is stored once. */
  readonly certificateId: CertificateId;
  readonly certificateName: string;
  readonly hostnames: readonly string[];
  readonly challenge: ChallengeKind;
  /** The program that sets DNS records, with dns-01. */
  readonly dnsHook: string | null;
  /** PKCS#10, PEM. */
  readonly requestPem: string;
  /** Of the certificate to come. PKCS#8, PEM. Empty when the order is done or cancelled: no copy outlives its use. */
  readonly keyPem: string;
  readonly state: OrderState;
  /** The CA's order; null until there is one. */
  readonly orderUrl: string | null;
  readonly certificateUrl: string | null;
  /** The certificate that this one comes after; null for the first. */
  readonly renews: CertificateId | null;
  /** RFC 9773 section 5; null where the CA does not want it. */
  readonly replaces: string | null;
  /** Failures so far. */
  readonly failures: number;
  readonly nextTryAt: number;
  readonly error: ErrorDocument | null;
  readonly renewal: RenewalPlan | null;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly endedAt: number | null;
}

/** What this room needs kept. Writes are durable when the promise resolves. */
export interface AcmeStore {
  readonly accounts: {
    /** @throws ACME_ACCOUNT_NAME_TAKEN */
    add(account: AcmeAccount): Promise<void>;
    find(id: AcmeAccountId): Promise<AcmeAccount | undefined>;
    findByName(name: string): Promise<AcmeAccount | undefined>;
    /** By name. */
    list(): Promise<AcmeAccount[]>;
    /** Replaces the record of the same id. */
    save(account: AcmeAccount): Promise<void>;
    remove(id: AcmeAccountId): Promise<void>;
  };
  readonly orders: {
    add(order: AcmeOrder): Promise<void>;
    find(id: AcmeOrderId): Promise<AcmeOrder | undefined>;
    /** Newest first. */
    list(): Promise<AcmeOrder[]>;
    /** Replaces the record of the same id. */
    save(order: AcmeOrder): Promise<void>;
    remove(id: AcmeOrderId): Promise<void>;
  };
}
