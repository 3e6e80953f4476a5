import { createTestCa, type TestCa, type TestCertificate } from '@causeway/testkit';
import type { OpenSsl } from './openssl.ts';

/** What an admin has at hand: root, intermediate and a leaf with its key. */
export interface Material {
  readonly root: TestCa;
  readonly intermediate: TestCa;
  readonly leaf: TestCertificate;
  /** Intermediate and root, PEM. */
  readonly above: string;
}

const root = createTestCa();
const intermediate = root.intermediate();

export const hostname = 'inventory.acme.example';
export const PASSWORD = 'correct horse';

export const ecdsa = materialOf('ecdsa-p256');
export const rsa = materialOf('rsa-2048');

function materialOf(algorithm: 'ecdsa-p256' | 'rsa-2048'): Material {
  const leaf = intermediate.issue({ hostnames: [hostname], algorithm });
  return { root, intermediate, leaf, above: intermediate.certificatePem + root.certificatePem };
}

export interface PfxOptions {
  readonly password?: string;
  /** With intermediate and root in it; otherwise the leaf alone. */
  readonly chain?: 'with' | 'without';
  /** Options of `openssl pkcs12 -export`. */
  readonly options?: readonly string[];
}

export function exportPfx(openssl: OpenSsl, { leaf, above }: Material, given: PfxOptions = {}): Buffer {
  const { password = PASSWORD, chain = 'with', options = [] } = given;
  const files = [
    '-in',
    openssl.file('leaf.pem', leaf.certificatePem),
    '-inkey',
    openssl.file('key.pem', leaf.keyPem),
  ];
  const more = chain === 'with' ? ['-certfile', openssl.file('above.pem', above)] : [];
  return openssl.make('pkcs12', '-export', ...files, ...more, '-passout', `pass:${password}`, ...options);
}

export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
}
