import { X509Certificate } from 'node:crypto';
import type { PublicCertificate } from '@causeway/certificates';
import { addressOf, type CertificateId } from '@causeway/contract';
import { type ConsoleState, certificateIdsOf as idsOfConsole } from '../console/console-state.ts';
import { RENEW_BEFORE_MS } from '../console/make-console-certificate.ts';
import type { NamedOwner } from '../tenants/site-owners.ts';
import { type Lifetime, noticeSteps } from './notice-steps.ts';

/** Who needs a certificate or anchor, and the addresses at which it is served at this moment. */
export interface WatchedUser {
  readonly kind: 'tenant' | 'endpoint-server' | 'console';
  readonly name: string;
  readonly addresses: readonly string[];
}

/** A certificate or a trust anchor whose end is watched. */
export interface Watched extends Lifetime {
  readonly kind: 'certificate' | 'anchor';
  /** Name of the certificate, or subject of the anchor. */
  readonly name: string;
  /** SHA-256 of its DER, lower-case hex. */
  readonly sha256: string;
  readonly users: readonly WatchedUser[];
}

export interface WatchInput {
  readonly certificates: readonly PublicCertificate[];
  /** The tenants and their endpoint servers. */
  readonly tenants: readonly NamedOwner[];
  /** Undefined before the console's first start. */
  readonly console: ConsoleState | undefined;
}

/** Every certificate, then every anchor that is not a certificate of the store itself, each with its users. */
export function listWatched(input: WatchInput): Watched[] {
  const certificates = input.certificates.map((certificate) => watchCertificate(certificate, input));
  const own = new Set(certificates.map(({ sha256 }) => sha256));
  const below = Map.groupBy(input.certificates, ({ anchorSha256 }) => anchorSha256);
  const anchors = [...below].filter(([sha256]) => !own.has(sha256));
  return [...certificates, ...anchors.map(([, members]) => watchAnchor(members, input))];
}

function watchCertificate(certificate: PublicCertificate, input: WatchInput): Watched {
  const { name, sha256, notBefore, notAfter } = certificate;
  const users = usersOf([certificate.id], input);
  const renewedAtLeftMs = renewalOf(certificate, users, input.console);
  return { kind: 'certificate', name, sha256, notBefore, notAfter, users, renewedAtLeftMs };
}

function renewalOf(
  { id, renewal, notBefore, notAfter }: PublicCertificate,
  users: readonly WatchedUser[],
  console: ConsoleState | undefined,
): number | null {
  // Renewed when the first step comes, so that the second one tells that it failed.
  if (renewal === 'automatic') return noticeSteps(notAfter - notBefore)[0] ?? null;
  const isOfConsoleAlone = users.every(({ kind }) => kind === 'console') && console?.certificateId === id;
  return isOfConsoleAlone && console.renewsItself ? RENEW_BEFORE_MS : null;
}

function watchAnchor(members: readonly PublicCertificate[], input: WatchInput): Watched {
  const [{ anchorPem, anchorSha256 } = { anchorPem: '', anchorSha256: '' }] = members;
  const { subject, validFromDate, validToDate } = new X509Certificate(anchorPem);
  return {
    kind: 'anchor',
    name: subject.split('\n').join(', '),
    sha256: anchorSha256,
    notBefore: validFromDate.getTime(),
    notAfter: validToDate.getTime(),
    users: usersOf(
      members.map(({ id }) => id),
      input,
    ),
    renewedAtLeftMs: null,
  };
}

function usersOf(ids: readonly CertificateId[], { tenants, console }: WatchInput): WatchedUser[] {
  const isOneOf = (id: CertificateId | null | undefined) => id != null && ids.includes(id);
  const users: WatchedUser[] = [];
  for (const { kind = 'tenant', name, saved, inForce, serving } of tenants) {
    const served = serving.filter(({ certificateId }) => isOneOf(certificateId));
    const isComing = serving.some(({ coming }) => isOneOf(coming?.certificateId));
    const isUsed = isComing || isOneOf(saved.certificateId) || isOneOf(inForce.certificateId);
    if (isUsed || served.length > 0) users.push({ kind, name, addresses: served.map(addressOf) });
  }
  const isOfConsole = console !== undefined && idsOfConsole(console).some(isOneOf);
  if (isOfConsole) users.push({ kind: 'console', name: 'console', addresses: [] });
  return users;
}
