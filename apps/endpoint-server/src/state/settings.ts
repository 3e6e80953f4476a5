import type { SealingKeyPair } from '@causeway/certificates';
import type { LocalSite } from '@causeway/contract/upstream-messages';

/** How the endpoint server was started the first time, so that later starts need nothing but the folder. */
export interface Settings {
  readonly format: 1;
  /** Private keys of certificates are sealed to it. Made once for a folder. */
  readonly sealing: SealingKeyPair;
  /** The site that is proposed to the admin who authorizes it. */
  readonly proposed: LocalSite;
  /** Of the spool. */
  readonly maxBytes: number;
  /** `HOST:PORT` of the figures over TCP; null for the control socket alone. */
  readonly metrics: string | null;
}
