import type { StoredCertificate } from '@causeway/certificates';

/** Where admins come in. The server that listens brings it. */
export interface ConsoleDoor {
  /**
   * Shows this certificate on each new connection; those that are open go on as they are. Commands on this machine are
   * told to trust any of the anchors: while a certificate is on trial that is its own and the one it may go back to.
   */
  show(certificate: StoredCertificate, anchorsPem: readonly string[]): Promise<void>;
}
