import { explainForeign } from './explain-foreign.ts';
import type { Reason } from './model.ts';
import type { Repoint } from './repoint.ts';

export interface Explanation {
  /** One sentence about the client: what it did, or did not. */
  readonly sentence: string;
  /** What an admin does about it. */
  readonly remedy: string;
  /** Of a foreign agent that is known: what its configuration has to say. */
  readonly repoint?: Repoint | undefined;
}

/** A reason for a person. */
export function explain(reason: Reason): Explanation {
  switch (reason.kind) {
    case 'never-fetched':
      return reason.revision === 0
        ? {
            sentence: 'No published config.ini carries the new address yet.',
            remedy: 'Choose the binding HTTP + HTTPS first; the fleet then learns the address.',
          }
        : {
            sentence: `It has not fetched revision ${reason.revision} of config.ini; it has ${reason.fetchedRevision || 'none'}.`,
            remedy: 'Wait for its next poll; see that it runs and reaches this server.',
          };
    case 'not-proven':
      return {
        sentence: `It knows ${reason.addresses.join(' and ')} and did not come through there yet.`,
        remedy: 'Wait for its next poll; `causeway-client poll` on that computer shows what happens.',
      };
    case 'not-rehearsed':
      return {
        sentence: `It has not rehearsed the coming certificate at ${reason.addresses.join(' and ')} yet.`,
        remedy: 'Wait for its next poll; `causeway-client poll` on that computer rehearses at once.',
      };
    case 'proof-too-old':
      return {
        sentence: `It last came through at ${reason.address} on ${iso(reason.at)}, longer ago than the active window.`,
        remedy: 'Wait for its daily proof; `causeway-client poll` on that computer makes it at once.',
      };
    case 'failed':
      return {
        sentence: `It failed at ${reason.address} with ${reason.code} on ${iso(reason.at)}.`,
        remedy: remedyOf(reason.code),
      };
    case 'sleeping':
      return {
        sentence: `It was last seen ${reason.lastSeenAt === null ? 'never' : `on ${iso(reason.lastSeenAt)}`}, and no way that it knows would stay.`,
        remedy: 'Keep the rescue path, or retire or waive the client.',
      };
    case 'foreign':
      return explainForeign(reason);
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  CERTIFICATE_UNTRUSTED: 'See that the chain is complete and that config.ini carries its trust anchor.',
  CERTIFICATE_NAME_MISMATCH:
    'Use a certificate whose subjectAltName contains the hostname; see that no proxy answers in between.',
  CERTIFICATE_EXPIRED: 'Renew the certificate; if it is in date, set the clock of that computer.',
  CERTIFICATE_NOT_YET_VALID: 'Set the clock of that computer, or wait until the certificate is valid.',
  CONNECTION_REFUSED: 'Open the port on the firewalls between that computer and this server.',
  TIMEOUT: 'Open the port on the firewalls between that computer and this server.',
  NAME_NOT_RESOLVED: 'Make the hostname resolve in the DNS that this computer asks.',
};

function remedyOf(code: string): string {
  return REMEDIES[code] ?? 'Run `causeway-client poll` on that computer to see what happens.';
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
