import type {
  EndpointServerState,
  ForeignAgents,
  LocalSite,
  Offer,
} from '@causeway/contract/upstream-messages';

/** A certificate that was given to this machine, with the key that stays on it. */
export interface LocalCertificate {
  readonly chainPem: string;
  readonly keyPem: string;
  readonly sha256: string;
  readonly anchorPem: string;
  readonly anchorSha256: string;
}

/** A site that was applied with the configuration tool. */
export interface LocalServing {
  readonly number: number;
  readonly site: LocalSite;
  readonly certificate: LocalCertificate | null;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly appliedAt: number;
  /** `waiting`: nobody came through yet, so it is taken back at the next start or in a minute. */
  readonly outcome: 'waiting' | 'seen' | 'adopted';
  /** Number of the newest offer when it was made. */
  readonly offer: number;
}

/** Everything that is needed to serve on without the platform, and to tell it what became of its offers. */
export interface ServingState {
  readonly format: 1;
  readonly standing: EndpointServerState;
  /** As the platform calls them; empty before its first answer. */
  readonly tenantName: string;
  readonly name: string;
  readonly standingsAt: number;
  /** How foreign agents are taken in; null while they are not. */
  readonly foreignAgents: ForeignAgents | null;
  /** The newest offer that arrived. Its keys stay sealed until they are served. */
  readonly newest: Offer | null;
  /** The newest offer that could be applied. */
  readonly applied: Offer | null;
  /** What is served instead of an offer. */
  readonly local: LocalServing | null;
  /** What `local` replaced, for taking it back. */
  readonly before: LocalServing | null;
  /** Number of the last local change there was. */
  readonly lastLocal: number;
  /** Certificates given to this machine, by the SHA-256 of the leaf: the platform may offer them, without their keys. */
  readonly ownCertificates: Readonly<Record<string, LocalCertificate>>;
}

export const nothingServed: ServingState = {
  ...{
    format: 1,
    standing: 'pending',
    tenantName: '',
    name: '',
    standingsAt: 0,
    newest: null,
    applied: null,
  },
  ...{ foreignAgents: null, local: null, before: null, lastLocal: 0, ownCertificates: {} },
};
