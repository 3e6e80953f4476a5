import type { CertificateInspection, CertificateView, ExpiryView } from '@causeway/contract/admin';
import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { Findings } from '../../parts/Findings.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { CertificateFacts } from './CertificateFacts.tsx';
import { CertificateUse } from './CertificateUse.tsx';
import { Chain } from './Chain.tsx';
import { certificatePath } from './certificate-path.ts';
import { DeleteCertificate } from './DeleteCertificate.tsx';
import { ExpiryBadge } from './expiry/ExpiryBadge.tsx';
import { Fits } from './Fits.tsx';
import { Renewal } from './Renewal.tsx';
import { ReplaceCertificate } from './ReplaceCertificate.tsx';

const { one: says } = texts.certificates;

/** One certificate: what it is, who depends on it, what is to say about it, and what can be done with it. */
export default function CertificatePage() {
  const { certificate: name = '' }: { certificate?: string } = useParams({ strict: false });
  const api = certificatePath(name);
  const certificate = useThing<CertificateView>(api);
  const inspection = useThing<CertificateInspection>(`${api}/inspection`);
  const ends = useThing<ExpiryView[]>('/expiry');
  const end = ends.find((one) => one.kind === 'certificate' && one.name === name);
  const users = end?.users ?? [];
  return (
    <>
      <PageTitle title={name} says={certificate.subject}>
        {end !== undefined && <ExpiryBadge end={end} />}
      </PageTitle>
      <Stack>
        <Section title={says.findings}>
          {inspection.findings.length === 0 ? says.noFindings : <Findings findings={inspection.findings} />}
        </Section>
        <CertificateUse users={users} />
        <Section title={says.facts}>
          <CertificateFacts certificate={certificate} keyKind={inspection.key} />
        </Section>
        <Chain certificate={certificate} inspection={inspection} />
        <Section title={says.fits}>
          <Fits fits={inspection.fits} />
        </Section>
        <Renewal certificate={certificate} />
        <ReplaceCertificate certificate={certificate} users={users} />
        <DeleteCertificate certificate={certificate} />
      </Stack>
    </>
  );
}
