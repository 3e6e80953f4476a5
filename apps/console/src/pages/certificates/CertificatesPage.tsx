import type { CertificateView, ExpiryView } from '@causeway/contract/admin';
import { Stack } from '@mantine/core';
import { useThing } from '../../api/use-api.ts';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { AddCertificate } from './AddCertificate.tsx';
import { CertificateFilters } from './CertificateFilters.tsx';
import { CertificatesTable } from './CertificatesTable.tsx';
import { listCertificates } from './certificate-list.ts';
import { useSelfRenewing } from './console/use-self-renewing.ts';
import { WaitingRequests } from './requests/WaitingRequests.tsx';

const says = texts.certificates;

export default function CertificatesPage() {
  const certificates = useThing<CertificateView[]>('/certificates');
  const ends = useThing<ExpiryView[]>('/expiry');
  const selfRenewing = useSelfRenewing();
  const [view, change] = useView();
  const listed = listCertificates(certificates, ends, view);
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <AddCertificate />
      </PageTitle>
      <Stack>
        <WaitingRequests />
        {certificates.length === 0 && <Empty title={says.none} text={says.noneText} />}
        {certificates.length > 0 && <CertificateFilters view={view} onChange={change} />}
        {listed.length > 0 && <CertificatesTable listed={listed} selfRenewing={selfRenewing} />}
        {certificates.length > 0 && listed.length === 0 && (
          <Empty title={says.noneFits} text={says.noneFitsText} />
        )}
      </Stack>
    </>
  );
}
