import type { CertificateView } from '@causeway/contract/admin';
import { formatTime } from '../../app/format.ts';
import { Facts } from '../../parts/Facts.tsx';
import * as texts from '../../texts/index.ts';
import { originOf } from './CertificatesTable.tsx';

const { one: says } = texts.certificates;

interface CertificateFactsProps {
  readonly certificate: CertificateView;
  readonly keyKind: string;
}

export function CertificateFacts({ certificate, keyKind }: CertificateFactsProps) {
  const { origin, subject, issuer, hostnames, notBefore, notAfter, hasKey, sha256 } = certificate;
  return (
    <Facts
      facts={[
        [says.origin, originOf(origin)],
        [says.hostnames, hostnames.join(', ')],
        [says.from, formatTime(notBefore)],
        [says.until, formatTime(notAfter)],
        [says.subject, subject],
        [says.issuer, issuer],
        [says.key, keyKind],
        [says.keyPlace, hasKey ? says.keyHere : says.keyElsewhere],
        [says.sha256, sha256],
      ]}
    />
  );
}
