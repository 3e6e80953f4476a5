import { CausewayError } from '@causeway/errors';
import type { ParsedCertificate } from '../read/parsed-certificate.ts';
import { readKey } from '../read/read-key.ts';
import { readPem } from '../read/read-pem.ts';
import { checkChain } from './check-chain.ts';
import { checkName } from './check-name.ts';
import { checkKeyStrength, checkSignatureStrength } from './check-strength.ts';
import { checkLeafUsage } from './check-usage.ts';
import { checkValidity, type ValidityLimits } from './check-validity.ts';
import { type Finding, finding } from './finding.ts';

export interface CertificateCheck extends ValidityLimits {
  /** The leaf first, then what the server sends with it. */
  readonly chainPem: string;
  /** Left out where it is not asked for; empty when it should be here and stays elsewhere. */
  readonly keyPem?: string | undefined;
  readonly hostname: string;
  /** What clients trust; without it, the public roots. */
  readonly anchorsPem?: readonly string[] | undefined;
}

/**
 * DESIGN rule 3 for a certificate: what a client would make of it at that time, worst first.
 * No error among the findings means that a client on OpenSSL completes the handshake; docs/certificate-check.md lists
 * where the check is stricter. Input that cannot be read is an error among the findings too.
 */
export function checkCertificate(input: CertificateCheck): Finding[] {
  try {
    const { certificates } = readPem(input.chainPem);
    const anchors = input.anchorsPem?.flatMap((pem) => readPem(pem).certificates);
    return checkParsed(certificates, anchors, input);
  } catch (error) {
    return [findingOf(error)];
  }
}

/** The certificate part of a binding's preflight. @throws nothing */
export const checkBindingCertificate = checkCertificate;

/** Worst first. */
export function checkParsed(
  members: readonly ParsedCertificate[],
  anchors: readonly ParsedCertificate[] | undefined,
  input: CertificateCheck,
): Finding[] {
  const [leaf] = members;
  if (leaf === undefined) {
    return [
      finding(
        'error',
        'CERTIFICATE_MISSING',
        'no certificate',
        'a server certificate, PEM',
        'Give a PEM file with the certificate.',
      ),
    ];
  }
  const isAnchor = leaf.isSelfSigned;
  const findings = [
    ...checkName(leaf, input.hostname),
    ...checkValidity(leaf, input),
    ...checkKey(leaf, input.keyPem),
    ...checkKeyStrength(leaf),
    ...(isAnchor ? [] : checkSignatureStrength(leaf)),
    ...checkLeafUsage(leaf),
    ...checkChain(members, anchors, input.at),
  ];
  return findings.sort((a, b) => rank(a) - rank(b));
}

function checkKey(leaf: ParsedCertificate, keyPem: string | undefined): Finding[] {
  if (keyPem === undefined) return [];
  if (keyPem === '') return [keyElsewhere(leaf)];
  const key = readKey(keyPem, undefined);
  if (leaf.x509.checkPrivateKey(key)) return [];
  return [
    finding(
      'error',
      'CERTIFICATE_KEY_MISMATCH',
      `a ${key.asymmetricKeyType} key of another certificate`,
      `the key of ${leaf.subject}`,
      'Find the key that was made together with the request of this certificate, or request it anew.',
    ),
  ];
}

function keyElsewhere({ subject }: ParsedCertificate): Finding {
  return finding(
    'error',
    'CERTIFICATE_KEY_ELSEWHERE',
    `${subject}, imported without its key`,
    'a certificate whose private key is kept here',
    'Import it with its key under another name, or let a reverse proxy that has the key serve it.',
  );
}

/** The refusal to read something, as a finding. */
export function findingOf(error: unknown): Finding {
  if (!(error instanceof CausewayError)) throw error;
  const { code, message, seen, expected, hint } = error;
  return finding('error', code, seen ?? message, expected ?? message, hint ?? message);
}

function rank({ severity }: Finding): number {
  return ['error', 'warning', 'notice'].indexOf(severity);
}
