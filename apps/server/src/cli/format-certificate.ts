import type { CertificateView } from '@causeway/contract/admin';
import { formatTime } from './print.ts';

/** A certificate of the store, one fact a line. */
export function formatCertificate(view: CertificateView): string {
  return [
    `certificate  ${view.name} (${view.origin})`,
    `subject      ${view.subject}`,
    `hostnames    ${view.hostnames.join(', ')}`,
    `issuer       ${view.issuer}`,
    `valid        ${formatTime(view.notBefore)} to ${formatTime(view.notAfter)}, ${Math.floor(view.daysLeft)} days left`,
    `SHA-256      ${view.sha256}`,
    ...(view.hasKey ? [] : ['key          elsewhere, at a proxy']),
    `anchor       ${view.anchorSha256}`,
    `used by      ${view.usedBy.join(', ') || 'nothing'}`,
  ].join('\n');
}
