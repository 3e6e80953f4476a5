import { BlockList } from 'node:net';
import { readProxyBlock, unmapIPv4 } from './proxy-address.ts';

/** The proxies whose word is taken: IP addresses and CIDR blocks. */
export class NamedProxies {
  readonly #blocks = new BlockList();

  /** @throws PROXY_ADDRESS_INVALID */
  constructor(from: readonly string[]) {
    for (const { address, prefix, family } of from.map(readProxyBlock))
      this.#blocks.addSubnet(address, prefix, `ipv${family}`);
  }

  /** An address as a socket gives it; IPv4 may come as IPv6. */
  has(remoteAddress: string): boolean {
    const address = plainAddress(remoteAddress);
    return this.#blocks.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  }
}

/** Without the zone of a link-local address, and IPv4 as IPv4. */
export function plainAddress(remoteAddress: string): string {
  return unmapIPv4(remoteAddress.split('%', 1)[0] ?? '');
}
