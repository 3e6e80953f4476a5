import type { CertificateRequestView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { Hostnames } from '../CertificatesTable.tsx';
import { requestPath } from '../certificate-path.ts';

const { requests: says } = texts.certificates;

const headings = (['name', 'hostnames', 'key', 'made'] as const).map((column) => says.columns[column]);

/** Requests whose CA has not answered; nothing when there are none. */
export function WaitingRequests() {
  const requests = useThing<CertificateRequestView[]>('/certificate-requests');
  if (requests.length === 0) return null;
  return (
    <Section title={says.title}>
      <PlainTable headings={headings} label={says.title} minWidth={480}>
        {requests.map((request) => (
          <Row key={request.name} request={request} />
        ))}
      </PlainTable>
    </Section>
  );
}

function Row({ request }: { readonly request: CertificateRequestView }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={requestPath(request.name)}>
          {request.name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Hostnames hostnames={request.hostnames} />
      </Table.Td>
      <Table.Td>{says.keyTypes[request.keyType]}</Table.Td>
      <Table.Td>
        <When at={request.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
