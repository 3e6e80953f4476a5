import type { Finding } from '@causeway/certificates';
import type { LocalSite } from '@causeway/contract/upstream-messages';
import type { ErrorDocument } from '@causeway/errors';
import type { Kept, Progress } from '../local/local-changes.ts';
import type { Trouble } from '../trouble.ts';

/** What the configuration tool asks for over the control socket. */
export const controlPaths = {
  status: '/status',
  test: '/test',
  apply: '/apply',
  metrics: '/metrics',
} as const;

export interface ServedAddress {
  readonly address: string;
  readonly serves: 'everything' | 'rescue';
  /** SHA-256 of the certificate that is shown. */
  readonly certificateSha256: string | null;
  /** What dialing it by its name from this machine showed; null before the first time. */
  readonly proof: Trouble | null;
}

/** Everything that an admin may want to know. Times are ISO 8601. */
export interface EndpointStatus {
  readonly version: string;
  readonly id: string;
  readonly name: string;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly state: 'pending' | 'authorized' | 'retired';
  /** What is served, or proposed while nothing is. */
  readonly site: LocalSite;
  readonly serving: { readonly what: string; readonly addresses: readonly ServedAddress[] };
  /** Numbers of offers; 0 for none. */
  readonly offered: number;
  readonly applied: number;
  readonly trouble: Trouble | null;
  readonly local: { readonly number: number; readonly outcome: string; readonly appliedAt: string } | null;
  readonly platform: {
    readonly address: string | null;
    readonly isReached: boolean;
    readonly since: string;
    readonly trouble: Trouble | null;
  };
  readonly revision: number;
  readonly spool: {
    readonly entries: number;
    readonly bytes: number;
    readonly maxBytes: number;
    readonly oldestSecondsAgo: number | null;
    readonly forwardedAt: string | null;
    readonly trouble: Trouble | null;
  };
}

export interface TestAnswer {
  readonly findings: readonly Finding[];
}

/** One line of the answer to an apply; `kept` or `error` is the last. */
export type ApplyLine =
  | { readonly progress: Progress }
  | { readonly kept: Kept }
  | { readonly error: ErrorDocument };
