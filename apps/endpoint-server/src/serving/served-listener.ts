import type { Scheme, SiteProxy } from '@causeway/contract';

/** A certificate as it is shown. */
export interface ShownCertificate {
  readonly chainPem: string;
  /** Empty where a proxy has it and shows the certificate. */
  readonly keyPem: string;
  readonly sha256: string;
  readonly anchorPem: string;
  /** What evidence at the listener shows. */
  readonly trust: string;
}

/** One listener with all that is needed to serve and to prove it. */
export interface ServedListener {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
  readonly serves: 'everything' | 'rescue';
  /** With `https`, and only then. */
  readonly certificate?: ShownCertificate | undefined;
  /** Rehearsed beside it. */
  readonly coming?: ShownCertificate | undefined;
  /** Absent when clients dial us directly. */
  readonly proxy?: SiteProxy | undefined;
}
