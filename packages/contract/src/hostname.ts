import { contractErrors } from './errors.ts';

/** Longest name in its textual form without the trailing dot (RFC 1035 section 2.3.4). */
const MAX_HOSTNAME_LENGTH = 253;
/** Before it is put in lower case: the Kelvin sign, U+212A, would become a `k`. */
const LABEL = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^\[?[0-9a-f]{0,4}:[0-9a-f.]*:[0-9a-f:.]*\]?$/i;
/** Longest part of a wrong name that is repeated to the reader. */
const SHOWN_LENGTH = 80;

/**
 * A lower-case ASCII hostname without trailing dot (RFC 1123 section 2.1, RFC 5890 for A-labels).
 * @throws HOSTNAME_INVALID for anything else, Unicode included: the caller converts to A-labels knowingly.
 */
export function parseHostname(text: string): string {
  if (!isWellFormed(text) || hostOf(text) !== text.toLowerCase()) throw hostnameInvalid(text);
  return text.toLowerCase();
}

function isWellFormed(text: string): boolean {
  return text.length <= MAX_HOSTNAME_LENGTH && text.split('.').every((label) => LABEL.test(label));
}

/** The host as a URL reader takes it: not at all for `256.1.1.1`, another one for `127.1`. */
function hostOf(text: string): string | undefined {
  return URL.canParse(`https://${text}`) ? new URL(`https://${text}`).hostname : undefined;
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
  return hostname;
}

/** `localhost` and names under it, which resolve to loopback in every component (RFC 6761 section 6.3). */
export function isTrialHostname(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

function isIpAddress(text: string): boolean {
  return IPV4.test(text) || IPV6.test(text);
}

function hostnameInvalid(text: string): Error {
  return contractErrors.error('HOSTNAME_INVALID', {
    seen: describe(text),
    expected: 'labels of a-z, 0-9 and -, at most 63 characters each and 253 in all, without trailing dot',
    hint: remedyFor(text),
  });
}

/** The remedy where it is plain what was meant; else that of the catalogue. */
function remedyFor(text: string): string | undefined {
  if (text.length > MAX_HOSTNAME_LENGTH) return undefined;
  const meant = hostOf(
    text
      .trim()
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/\.(?=[:/]|$)/, ''),
  );
  if (meant === undefined || !isWellFormed(meant) || isIpAddress(meant) || meant === text.toLowerCase())
    return undefined;
  return `Give the name alone, in ASCII and without a dot at its end: ${meant}.`;
}

function notQualified(text: string): Error {
  return contractErrors.error('HOSTNAME_NOT_QUALIFIED', {
    seen: describe(text),
    expected: 'a fully qualified domain name, or a name under localhost for trials',
  });
}

function describe(text: string): string {
  return text.length > SHOWN_LENGTH
    ? `${JSON.stringify(text.slice(0, SHOWN_LENGTH))}… (${text.length} characters)`
    : JSON.stringify(text);
}
