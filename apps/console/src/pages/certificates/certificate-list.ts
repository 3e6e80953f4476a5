import type { CertificateView, ExpiryView } from '@causeway/contract/admin';
import * as texts from '../../texts/index.ts';

/** A certificate with what the watch says of its end. */
export interface ListedCertificate {
  readonly certificate: CertificateView;
  readonly end: ExpiryView;
}

/** What the page's address says of the list. */
export interface ListView {
  readonly q?: string | undefined;
  readonly origin?: string | undefined;
  readonly order?: string | undefined;
}

/** Those that the view asks for; what was made between the two answers of the server waits for the next ones. */
export function listCertificates(
  certificates: readonly CertificateView[],
  ends: readonly ExpiryView[],
  view: ListView,
): ListedCertificate[] {
  const endOf = new Map(ends.filter(({ kind }) => kind === 'certificate').map((end) => [end.name, end]));
  const listed = certificates
    .filter((certificate) => isWanted(certificate, view))
    .flatMap((certificate) => {
      const end = endOf.get(certificate.name);
      return end === undefined ? [] : [{ certificate, end }];
    });
  return listed.toSorted(view.order === 'name' ? byName : byEnd);
}

function isWanted({ name, hostnames, origin }: CertificateView, view: ListView): boolean {
  const asked = view.q?.trim().toLowerCase() ?? '';
  const isNamed = [name, ...hostnames].some((text) => text.toLowerCase().includes(asked));
  return isNamed && (view.origin === undefined || view.origin === origin);
}

function byName(one: ListedCertificate, other: ListedCertificate): number {
  return one.certificate.name.localeCompare(other.certificate.name, texts.locale);
}

function byEnd(one: ListedCertificate, other: ListedCertificate): number {
  return one.end.notAfter - other.end.notAfter || byName(one, other);
}
