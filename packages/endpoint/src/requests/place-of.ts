import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** RFC 4291 section 2.5.4: 64 bits name a network, in which one person has all addresses. */
const GROUPS_OF_NETWORK = 4;
/** RFC 4291 section 2.5.5.2: an IPv4 address, as a socket for both shows it. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** From where tries are counted together: an IPv4 address, or the network of an IPv6 address. */
export function placeOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  return `${groupsOf(address).slice(0, GROUPS_OF_NETWORK).join(':')}::/64`;
}

/** Without leading zeros; an IPv4 address at the end is out of the network's part and counts as one group less. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const said = [...(before ?? []), ...(after ?? [])];
  const zeros = tail === undefined ? 0 : GROUPS - said.length;
  const all = [...(before ?? []), ...Array<string>(zeros).fill('0'), ...(after ?? [])];
  return all.map((group) => Number.parseInt(group, 16).toString(16));
}
