import { keyPurposes } from '../issue/extensions.ts';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { type Finding, finding } from './finding.ts';

const ANY_PURPOSE = '2.5.29.37.0';

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

/** What a CA above the leaf must allow; `below` is the number of intermediates between it and the leaf. */
export function checkIssuerUsage(issuer: ParsedCertificate, below: number): Finding[] {
  const findings = [...checkPurpose(issuer), ...checkCritical(issuer)];
  const remedy =
    'Have the certificate issued by a CA that may issue, or ask for the right intermediate certificate.';
  const isForbidden = issuer.keyUsage !== undefined && !issuer.keyUsage.has('keyCertSign');
  if (!issuer.isCa || isForbidden) {
    findings.push(
      finding(
        'error',
        'CERTIFICATE_ISSUER_NOT_CA',
        `${issuer.subject} may not issue certificates`,
        'basicConstraints CA and key usage keyCertSign',
        remedy,
      ),
    );
  }
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

function checkPurpose({ purposes, subject }: ParsedCertificate): Finding[] {
  if (purposes === undefined || purposes.includes(keyPurposes.serverAuth)) return [];
  const remedy = 'Request the certificate anew with the extended key usage serverAuth.';
  const seen = `${subject}: ${purposes.join(', ')}`;
  if (purposes.includes(ANY_PURPOSE))
    return [finding('warning', 'CERTIFICATE_PURPOSE_UNCLEAR', seen, 'serverAuth', remedy)];
  return [
    finding('error', 'CERTIFICATE_PURPOSE_WRONG', seen, `serverAuth (${keyPurposes.serverAuth})`, remedy),
  ];
}

function checkCritical({ unknownCritical, hasNameConstraints, subject }: ParsedCertificate): Finding[] {
  const findings: Finding[] = [];
  if (unknownCritical.length > 0) {
    findings.push(
      finding(
        'error',
        'CERTIFICATE_EXTENSION_UNKNOWN',
        `${subject}: critical ${unknownCritical.join(', ')}`,
        'only extensions that TLS clients know',
        'Have the certificate issued without this critical extension.',
      ),
    );
  }
  if (hasNameConstraints) {
    findings.push(
      finding(
        'notice',
        'CERTIFICATE_NAME_CONSTRAINED',
        `${subject} issues for certain names only`,
        'the hostname among them',
        'Check with the CA that the hostname is permitted.',
      ),
    );
  }
  return findings;
}
