import type { CertificateRequestView } from '@causeway/contract/admin';
import { Group, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { formatTime } from '../../../app/format.ts';
import { useRefusal } from '../../../app/session.ts';
import { Copyable } from '../../../parts/Copyable.tsx';
import { DeleteByName } from '../../../parts/DeleteByName.tsx';
import { DownloadLink } from '../../../parts/DownloadLink.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { fileNameOf } from '../certificate-path.ts';
import { AnswerForm } from './AnswerForm.tsx';

const { requests: says } = texts.certificates;

/** One request: what the CA gets, and where its answer goes. */
export default function RequestPage() {
  const { request: name = '' }: { request?: string } = useParams({ strict: false });
  const api = `/certificate-requests/${encodeURIComponent(name)}`;
  const request = useThing<CertificateRequestView>(api);
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const navigate = useNavigate();
  return (
    <>
      <PageTitle title={name} says={says.oneSays}>
        <DeleteByName
          button={says.remove}
          because={mayNot}
          title={says.removeAsk(name)}
          text={says.removeText}
          name={name}
          action={says.removeAction}
          path={api}
          onDone={() => void navigate({ to: '/certificates' })}
        />
      </PageTitle>
      <Stack>
        <Section title={says.one}>
          <RequestFacts request={request} />
          <Copyable label={says.pem} text={request.requestPem} />
          <Group>
            <DownloadLink name={fileNameOf(name, 'csr')} text={request.requestPem}>
              {says.download}
            </DownloadLink>
          </Group>
        </Section>
        <AnswerForm name={name} api={api} mayNot={mayNot} />
      </Stack>
    </>
  );
}

function RequestFacts({ request }: { readonly request: CertificateRequestView }) {
  const { hostnames, keyType, publicKeySha256, createdAt } = request;
  return (
    <Facts
      facts={[
        [says.columns.hostnames, hostnames.join(', ')],
        [says.columns.key, says.keyTypes[keyType]],
        [says.publicKey, publicKeySha256],
        [says.columns.made, formatTime(createdAt)],
      ]}
    />
  );
}
