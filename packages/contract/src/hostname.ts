import { contractErrors } from './errors.ts';

/** Longest name in its textual form without the trailing dot (RFC 1035 section 2.3.4). */
const MAX_HOSTNAME_LENGTH = 253;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * A lower-case ASCII hostname without trailing dot (RFC 1123 section 2.1, RFC 5890 for A-labels).
 * @throws HOSTNAME_INVALID for anything else, Unicode included: the caller converts to A-labels knowingly.
 */
export function parseHostname(text: string): string {
  const hostname = text.toLowerCase();
  const labels = hostname.split('.');
  const isWellFormed =
    hostname.length > 0 &&
    hostname.length <= MAX_HOSTNAME_LENGTH &&
    labels.every((label) => LABEL.test(label));
  if (!isWellFormed) throw hostnameInvalid(text);
  return hostname;
}

/**
 * A hostname that an HTTPS binding may carry (DESIGN rule 2): a fully qualified domain name, or a name for trials.
 * @throws HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED
 */
export function parseQualifiedHostname(text: string): string {
  if (isIpAddress(text)) throw notQualified(text);
  const hostname = parseHostname(text);
  if (isTrialHostname(hostname)) return hostname;
  if (!hostname.includes('.')) throw notQualified(text);
  if (/^\d+$/.test(hostname.slice(hostname.lastIndexOf('.') + 1))) throw hostnameInvalid(text);
  return hostname;
}

/** `localhost` and names under it, which resolve to loopback in every component (RFC 6761 section 6.3). */
export function isTrialHostname(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

function isIpAddress(text: string): boolean {
  return IPV4.test(text) || text.includes(':');
}

function hostnameInvalid(text: string): Error {
  return contractErrors.error('HOSTNAME_INVALID', {
    seen: describe(text),
    expected: 'labels of a-z, 0-9 and -, at most 63 characters each and 253 in all, without trailing dot',
  });
}

function notQualified(text: string): Error {
  return contractErrors.error('HOSTNAME_NOT_QUALIFIED', {
    seen: describe(text),
    expected: 'a fully qualified domain name, or a name under localhost for trials',
  });
}

function describe(text: string): string {
  return text.length > 80
    ? `${JSON.stringify(text.slice(0, 80))}… (${text.length} characters)`
    : JSON.stringify(text);
}
