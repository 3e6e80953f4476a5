import { type CertificateMaterial, checkCertificate, type Finding } from '@causeway/certificates';
import type { Outside } from '../tenants/outside.ts';

/** A console is looked at by people: two weeks are enough to replace its certificate. */
const WARN_WITHIN_DAYS = 14;

/** What an admin's browser or command would make of it under that name. */
export async function checkConsoleCertificate(
  { chainPem, keyPem, anchorPem }: CertificateMaterial,
  { hostname, now, outside }: { readonly hostname: string; readonly now: number; readonly outside: Outside },
): Promise<Finding[]> {
  const anchorsPem = [anchorPem];
  return [
    ...checkCertificate({
      chainPem,
      keyPem,
      hostname,
      anchorsPem,
      at: now,
      warnWithinDays: WARN_WITHIN_DAYS,
    }),
    ...(await outside.checkHostnameResolves(hostname)),
  ];
}
