import { keyPurposes } from '../issue/extensions.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

/** What the leaf may be used for (RFC 5280 sections 4.2.1.3, 4.2.1.9 and 4.2.1.12). */
export function checkLeafUsage(leaf: ParsedCertificate): Finding[] {
  const findings = [...checkPurpose(leaf), ...checkCritical(leaf)];
  if (leaf.isCa) {
    findings.push(
      finding(
        'warning',
        'CERTIFICATE_IS_CA',
        `${leaf.subject} is a CA`,
        'a server certificate',
        'Issue a server certificate from this CA: its key should not be on a server.',
      ),
    );
  }
  if (leaf.keyUsage !== undefined && !leaf.keyUsage.has('digitalSignature')) {
    findings.push(
      finding(
        'error',
        'CERTIFICATE_KEY_USAGE_WRONG',
        [...leaf.keyUsage].join(', ') || 'no usage',
        'digitalSignature',
        'Request the certificate anew from a template for TLS servers.',
      ),
    );
  }
  return findings;
}

export interface IssuerPlace {
  /** Intermediates between it and the leaf, without self-issued ones (RFC 5280 section 4.2.1.9). */
  readonly below: number;
  readonly isAnchor: boolean;
}

/** What a CA above the leaf must allow. */
export function checkIssuerUsage(issuer: ParsedCertificate, { below, isAnchor }: IssuerPlace): Finding[] {
  const findings = [...checkPurpose(issuer), ...checkCritical(issuer), ...checkMayIssue(issuer, isAnchor)];
  const remedy =
    'Have the certificate issued by a CA that may issue, or ask for the right intermediate certificate.';
  const limit = issuer.basicConstraints?.pathLength;
  if (limit !== undefined && below > limit) {
    findings.push(
      finding(
        'error',
        'CERTIFICATE_PATH_TOO_LONG',
        `${below} intermediates below ${issuer.subject}`,
        `at most ${limit}`,
        remedy,
      ),
    );
  }
  return findings;
}

function checkMayIssue(issuer: ParsedCertificate, isAnchor: boolean): Finding[] {
  const { basicConstraints, keyUsage, isCa, subject } = issuer;
  const isForbidden = keyUsage !== undefined && !keyUsage.has('keyCertSign');
  if (isCa && !isForbidden) return [];
  // Roots from before 1999 say nothing about themselves (version 1), or keyCertSign alone.
  const isOldRoot =
    isAnchor && basicConstraints === undefined && (issuer.version === 1 || keyUsage !== undefined);
  return [
    finding(
      isOldRoot && !isForbidden ? 'warning' : 'error',
      'CERTIFICATE_ISSUER_NOT_CA',
      `${subject} ${isOldRoot && !isForbidden ? 'does not say that it may issue' : 'may not issue certificates'}`,
      'basicConstraints CA and key usage keyCertSign',
      'Have the certificate issued by a CA that may issue, or ask for the right intermediate certificate.',
    ),
  ];
}

/** anyExtendedKeyUsage is not serverAuth: OpenSSL refuses it for servers, and so do browsers. */
function checkPurpose({ purposes, subject }: ParsedCertificate): Finding[] {
  if (purposes === undefined || purposes.includes(keyPurposes.serverAuth)) return [];
  return [
    finding(
      'error',
      'CERTIFICATE_PURPOSE_WRONG',
      `${subject}: ${purposes.join(', ')}`,
      `serverAuth (${keyPurposes.serverAuth})`,
      'Request the certificate anew with the extended key usage serverAuth.',
    ),
  ];
}

function checkCritical({ unknownCritical, subject }: ParsedCertificate): Finding[] {
  if (unknownCritical.length === 0) return [];
  return [
    finding(
      'error',
      'CERTIFICATE_EXTENSION_UNKNOWN',
      `${subject}: critical ${unknownCritical.join(', ')}`,
      'only extensions that TLS clients know',
      'Have the certificate issued without this critical extension.',
    ),
  ];
}
