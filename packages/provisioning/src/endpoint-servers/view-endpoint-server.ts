import type { EndpointServerView } from '@causeway/contract/admin';
import type { EndpointServerRecord } from '../provisioning-store.ts';
import { type CertificateNames, nameOfCertificate, viewListener, viewSite } from '../tenants/view-tenant.ts';
import { isAway } from './offers.ts';

/** An endpoint server as admins see it, with its certificates by name. */
export function viewEndpointServer(
  record: EndpointServerRecord,
  certificates: CertificateNames,
  now: number,
): EndpointServerView {
  const { id, name, state, proposed, saved, inForce, serving, offer, applied, joinedAt, report } = record;
  return {
    ...{ id, name, state, proposed, applied, joinedAt, offered: offer.number },
    ...{ saved: viewSite(saved, certificates), inForce: viewSite(inForce, certificates) },
    serving: serving.map((listener) => viewListener(listener, certificates)),
    proven: record.proven && {
      at: record.proven.at,
      proofs: record.proven.proofs.map((proof) => ({ ...proof })),
    },
    lag: record.lag && { since: record.lag.since, code: record.lag.code, seen: record.lag.seen },
    trouble: report?.trouble ? { ...report.trouble } : null,
    local: viewLocal(record, certificates),
    ...{
      version: report?.version ?? null,
      upstream: report?.upstream ?? null,
      lastSeenAt: report?.at ?? null,
    },
    isAway: isAway(record, now),
    spool: viewSpool(record),
  };
}

function viewLocal(
  { local }: EndpointServerRecord,
  certificates: CertificateNames,
): EndpointServerView['local'] {
  if (local === null) return null;
  const { site, certificateId, at, outcome, why = null } = local;
  return { site, certificate: nameOfCertificate(certificateId, certificates), at, outcome, why };
}

function viewSpool({ report }: EndpointServerRecord): EndpointServerView['spool'] {
  if (report === null) return null;
  const { backlog, bytes, maxBytes, oldestSecondsAgo, forwardedSecondsAgo } = report.spool;
  const forwardedAt = forwardedSecondsAgo === null ? null : report.at - forwardedSecondsAgo * 1000;
  return { backlog, bytes, maxBytes, oldestSeconds: oldestSecondsAgo, forwardedAt };
}
