import type { StoredCertificate } from '@causeway/certificates';
import type { CertificateId } from '@causeway/contract';
import type { AcmeAccount, AcmeOrder } from '../acme-store.ts';
import type { ChallengeDoors } from '../challenge/challenge.ts';
import type { Session } from '../protocol/session.ts';

/** What the steps of an order touch. */
export interface OrderPorts {
  readonly doors: ChallengeDoors;
  readonly certificates: {
    find(id: CertificateId): Promise<StoredCertificate | undefined>;
    add(certificate: StoredCertificate): Promise<void>;
  };
  readonly now: () => number;
  /** Resolves after that time. @throws AbortError */
  readonly rest: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One step of an order, with all it needs. */
export interface OrderStep {
  readonly order: AcmeOrder;
  readonly account: AcmeAccount;
  readonly session: Session;
  readonly ports: OrderPorts;
  readonly signal: AbortSignal;
}
