import type { CertificateInspection } from '@causeway/contract/admin';
import { formatFindings } from './format-findings.ts';
import { formatTime } from './print.ts';

/** What was read of the files of an import, one fact a line; what is to say about it at its end. */
export function formatInspection(inspection: CertificateInspection): string {
  const { chain, anchor, fits, findings, request } = inspection;
  const lines = [
    `subject      ${inspection.subject}`,
    `hostnames    ${inspection.hostnames.join(', ') || 'none'}`,
    `issuer       ${inspection.issuer}`,
    `valid        ${formatTime(inspection.notBefore)} to ${formatTime(inspection.notAfter)}, ${Math.floor(inspection.daysLeft)} days left`,
    `key          ${inspection.key}`,
    `SHA-256      ${inspection.sha256}`,
    ...chain.slice(1).map((member) => `chain        ${describe(member)}`),
    `anchor       ${describe(anchor)}`,
    ...(request === undefined ? [] : [`answers      the certificate request ${request}`]),
    `fits         ${fits.map(describeFit).join(', ') || 'no tenant of this installation'}`,
  ];
  return [...lines, ...(findings.length === 0 ? [] : [formatFindings(findings)])].join('\n');
}

function describe({ subject, sha256, notAfter }: CertificateInspection['anchor']): string {
  return `${subject}, until ${formatTime(notAfter)}, SHA-256 ${sha256}`;
}

function describeFit({ tenant, hostname, findings }: CertificateInspection['fits'][number]): string {
  const codes = findings.map(({ code }) => code);
  return `${tenant} (${[hostname, ...codes].join(', ')})`;
}
