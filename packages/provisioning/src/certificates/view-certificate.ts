import { type ListedCertificate, publicPartOf, type StoredCertificate } from '@causeway/certificates';
import type { CertificateView } from '@causeway/contract/admin';
import type { CertificatesDesk } from './certificates-desk.ts';

const DAY_MS = 86_400_000;

interface ViewPorts {
  readonly certificates: Pick<CertificatesDesk, 'list' | 'users'>;
  readonly now: () => number;
}

/** A certificate as admins see it: where it is used, and never its key. */
export async function viewCertificate(
  certificate: StoredCertificate,
  { certificates, now }: ViewPorts,
): Promise<CertificateView> {
  return show(publicPartOf(certificate), (await certificates.users()).get(certificate.id), now());
}

/** All of them; who uses them is asked once. */
export async function viewCertificates({ certificates, now }: ViewPorts): Promise<CertificateView[]> {
  const [all, users] = [await certificates.list(), await certificates.users()];
  return all.map((certificate) => show(certificate, users.get(certificate.id), now()));
}

function show(
  { createdAt: _createdAt, hostnames, ...shown }: ListedCertificate,
  usedBy: readonly string[] = [],
  now: number,
): CertificateView {
  const daysLeft = (shown.notAfter - now) / DAY_MS;
  return { ...shown, hostnames: [...hostnames], usedBy: [...usedBy], daysLeft };
}
