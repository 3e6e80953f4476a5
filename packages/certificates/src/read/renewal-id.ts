import { X509Certificate } from 'node:crypto';
import { readElement, readElements } from '../der/read-der.ts';
import { rawExtensions } from './extensions-of.ts';

/** How ACME names a certificate (RFC 9773 section 4.1); undefined when it does not name its issuer's key. */
export function renewalIdOf(certificatePem: string): string | undefined {
  const der = new X509Certificate(certificatePem).raw;
  const issuerKey = rawExtensions(der).find(({ oid }) => oid === '2.5.29.35');
  if (issuerKey === undefined) return undefined;
  const identifier = readElements(readElement(issuerKey.value).content).find(({ tag }) => tag === 0x80);
  const serial = readElements(readElement(readElement(der).content).content).find(({ tag }) => tag === 0x02);
  if (identifier === undefined || serial === undefined) return undefined;
  return `${identifier.content.toString('base64url')}.${serial.content.toString('base64url')}`;
}
