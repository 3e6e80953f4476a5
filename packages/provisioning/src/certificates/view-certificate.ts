import type { PublicCertificate } from '@causeway/certificates';
import type { CertificateView } from '@causeway/contract/admin';
import type { CertificatesDesk } from './certificates-desk.ts';

const DAY_MS = 86_400_000;

interface ViewPorts {
  readonly certificates: Pick<CertificatesDesk, 'list' | 'users'>;
  readonly now: () => number;
}

/** A certificate as admins see it: where it is used, and never its key. */
export async function viewCertificate(
  certificate: PublicCertificate,
  { certificates, now }: ViewPorts,
): Promise<CertificateView> {
  return show(certificate, (await certificates.users()).get(certificate.id), now());
}

/** All of them; who uses them is asked once. */
export async function viewCertificates({ certificates, now }: ViewPorts): Promise<CertificateView[]> {
  const [all, users] = [await certificates.list(), await certificates.users()];
  return all.map((certificate) => show(certificate, users.get(certificate.id), now()));
}

/** What it is called with may have its key all the same. */
function show(
  certificate: PublicCertificate & { readonly keyPem?: string },
  usedBy: readonly string[] = [],
  now: number,
): CertificateView {
  const { keyPem: _keyPem, createdAt: _createdAt, hostnames, ...shown } = certificate;
  const daysLeft = (certificate.notAfter - now) / DAY_MS;
  return { ...shown, hostnames: [...hostnames], usedBy: [...usedBy], daysLeft };
}
