import type { TestCertificate } from '@causeway/testkit';
import { type ParsedCertificate, parseCertificate } from '../../read/parsed-certificate.ts';
import type { Finding } from '../finding.ts';

export function parsed({ certificatePem }: TestCertificate): ParsedCertificate {
  return parseCertificate(certificatePem);
}

/** `severity CODE` of each, in their order. */
export function summaryOf(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}
