import { isIP } from 'node:net';
import { bindingErrors } from '../errors.ts';

/** Longest part of a wrong address that is repeated to the reader. */
const SHOWN_LENGTH = 80;

/**
 * The largest blocks that belong to one organization: 10.0.0.0/8 (RFC 1918) and fc00::/7 (RFC 4193). What is larger
 * names strangers, and everybody's word would be taken.
 */
const SHORTEST_PREFIX = { 4: 8, 6: 7 } as const;
const LONGEST_PREFIX = { 4: 32, 6: 128 } as const;

export interface ProxyBlock {
  readonly family: 4 | 6;
  readonly address: string;
  /** Bits of the address that count. */
  readonly prefix: number;
}

/**
 * An IP address or CIDR block that a proxy connects from, in lower case; an IPv4 address that is written as IPv6
 * (::ffff:10.0.0.5) as IPv4. @throws PROXY_ADDRESS_INVALID
 */
export function parseProxyAddress(text: string): string {
  const { family, address, prefix } = readProxyBlock(text);
  return prefix === LONGEST_PREFIX[family] ? address : `${address}/${prefix}`;
}

/** @throws PROXY_ADDRESS_INVALID */
export function readProxyBlock(text: string): ProxyBlock {
  const [written = '', length, ...rest] = text.trim().toLowerCase().split('/');
  const mapped = unmapIPv4(written);
  const family = familyOf(mapped);
  if (family === undefined || rest.length > 0) throw invalid(text);
  const dropped = mapped === written ? 0 : LONGEST_PREFIX[6] - LONGEST_PREFIX[4];
  const prefix = length === undefined ? LONGEST_PREFIX[family] : readPrefix(length) - dropped;
  if (!(prefix >= SHORTEST_PREFIX[family] && prefix <= LONGEST_PREFIX[family])) throw invalid(text);
  return { family, address: mapped, prefix };
}

/** RFC 4291 section 2.5.5.2: how a socket that takes both families shows an IPv4 address. */
export function unmapIPv4(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address;
}

/** An address with a zone (fe80::1%eth0) is another one on every machine. */
function familyOf(address: string): 4 | 6 | undefined {
  const family = isIP(address);
  return (family === 4 || family === 6) && !address.includes('%') ? family : undefined;
}

function readPrefix(text: string): number {
  return /^(0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN;
}

function invalid(text: string): Error {
  return bindingErrors.error('PROXY_ADDRESS_INVALID', {
    seen: JSON.stringify(text.slice(0, SHOWN_LENGTH)),
    expected: `an IP address, or a block of at least /${SHORTEST_PREFIX[4]} (IPv4) or /${SHORTEST_PREFIX[6]} (IPv6)`,
  });
}
