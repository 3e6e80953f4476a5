import { orderChain } from '../read/order-chain.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

/** What is served beside the path and in which order: no client of today refuses it, some of yesterday do. */
export function checkMembers(leaf: ParsedCertificate, members: readonly ParsedCertificate[]): Finding[] {
  const { path, foreign } = orderChain(leaf, members);
  return [...checkForeign(foreign), ...checkOrder(path, members)];
}

function checkForeign(foreign: readonly ParsedCertificate[]): Finding[] {
  if (foreign.length === 0) return [];
  return [
    finding(
      'warning',
      'CERTIFICATE_CHAIN_FOREIGN',
      foreign.map(({ subject }) => subject).join('; '),
      'only the chain of the server certificate',
      'Remove these certificates: they cost every handshake time and help nobody.',
    ),
  ];
}

function checkOrder(path: readonly ParsedCertificate[], members: readonly ParsedCertificate[]): Finding[] {
  const served = members.filter((one) => path.includes(one));
  if (served.every((one, index) => one === path[index])) return [];
  return [
    finding(
      'warning',
      'CERTIFICATE_CHAIN_UNORDERED',
      served.map(({ subject }) => subject).join('; '),
      path.map(({ subject }) => subject).join('; '),
      'Import the file: Causeway puts the chain in order. Old clients refuse the wrong order (RFC 5246 section 7.4.2).',
    ),
  ];
}
