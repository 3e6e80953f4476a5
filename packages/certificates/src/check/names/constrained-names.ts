import type { GeneralName } from '../../read/general-name.ts';
import type { ParsedCertificate } from '../../read/parsed-certificate.ts';
import { attributesOf } from '../../read/read-name.ts';

const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
/** Two labels or more; what looks otherwise is a name for people. */
const LIKE_A_HOSTNAME = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+$/;

/**
 * Every name of a certificate that name constraints apply to (RFC 5280 section 4.2.1.10): the subject, mail addresses in it,
 * and subjectAltName. Of a leaf without DNS names its commonName too, which some clients match.
 */
export function constrainedNames(certificate: ParsedCertificate, place: 'leaf' | 'issuer'): GeneralName[] {
  const { subjectName, subjectAltName, hostnames } = certificate;
  const commonNames =
    place === 'leaf' && hostnames.length === 0 ? attributesOf(subjectName, COMMON_NAME) : [];
  return [
    ...(subjectName.length === 0 ? [] : [{ kind: 'directory', name: subjectName } as const]),
    ...attributesOf(subjectName, EMAIL_ADDRESS).map((text) => ({ kind: 'email', text }) as const),
    ...(subjectAltName?.names ?? []),
    ...commonNames
      .filter((text) => LIKE_A_HOSTNAME.test(text))
      .map((text) => ({ kind: 'dns', text }) as const),
  ];
}

/** For people. */
export function formatGeneralName(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return name.name.join(', ');
    case 'address':
      return `address ${name.bytes.toString('hex')}`;
    case 'other':
      return `a name of form ${name.tag & 0x1f}`;
    default:
      return name.text;
  }
}
