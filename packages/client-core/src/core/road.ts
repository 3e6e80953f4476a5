import type { Address } from '@causeway/contract';

/** An address with what a client may do there and what it trusts there. */
export interface Road {
  readonly address: Address;
  /** Id of the endpoint server, where a file names it. */
  readonly server: string | null;
  /** `config`: nothing but the signed config.ini, because HTTPS was proven at this endpoint server (DESIGN rule 6). */
  readonly use: 'everything' | 'config';
  readonly anchorsPem: readonly string[];
  readonly systemStore: boolean;
}

export function isHttps(address: Address): boolean {
  return address.startsWith('https:');
}

/** The same address under another trust is another road (over HTTP trust plays no part). */
export function isSameRoad(one: Road, other: Road): boolean {
  return one.address === other.address && (!isHttps(one.address) || trustOf(one) === trustOf(other));
}

function trustOf({ anchorsPem, systemStore }: Road): string {
  return [...anchorsPem].sort().concat(String(systemStore)).join('');
}
