import type { CertificateInspection, CertificateView } from '@causeway/contract/admin';
import { Group, Table } from '@mantine/core';
import { formatDate } from '../../app/format.ts';
import { DownloadLink } from '../../parts/DownloadLink.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { fileNameOf } from './certificate-path.ts';

const { one: says } = texts.certificates;

const headings = [
  says.chainColumns.place,
  says.chainColumns.subject,
  says.chainColumns.ends,
  says.chainColumns.sha256,
];

type Member = CertificateInspection['anchor'];
type ChainParts = Pick<CertificateInspection, 'chain' | 'anchor'>;

interface ChainProps {
  readonly certificate: CertificateView;
  readonly inspection: ChainParts;
}

/** From the server to what clients trust, each with its end; and both to be taken elsewhere. */
export function Chain({ certificate, inspection }: ChainProps) {
  const { name, chainPem, anchorPem } = certificate;
  return (
    <Section title={says.chain} says={says.chainSays}>
      <ChainTable {...inspection} />
      <Group gap="xs">
        <DownloadLink name={fileNameOf(name, 'chain.pem')} text={chainPem}>
          {says.downloadChain}
        </DownloadLink>
        <DownloadLink name={fileNameOf(name, 'anchor.pem')} text={anchorPem}>
          {says.downloadAnchor}
        </DownloadLink>
      </Group>
    </Section>
  );
}

export function ChainTable({ chain, anchor }: ChainParts) {
  const [leaf, ...intermediates] = chain;
  // One that signed itself is its own anchor.
  const isAlone = leaf?.sha256 === anchor.sha256;
  return (
    <PlainTable headings={headings} label={says.chain} minWidth={640}>
      {leaf !== undefined && !isAlone && <Row place={says.leaf} member={leaf} />}
      {intermediates.map((member) => (
        <Row key={member.sha256} place={says.intermediate} member={member} />
      ))}
      <Row place={isAlone ? says.itsOwnAnchor : says.anchor} member={anchor} />
    </PlainTable>
  );
}

function Row({ place, member }: { readonly place: string; readonly member: Member }) {
  const { subject, notAfter, sha256 } = member;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {place}
      </Table.Th>
      <Table.Td>{subject}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDate(notAfter)}</Table.Td>
      <Table.Td className="code">{sha256}</Table.Td>
    </Table.Tr>
  );
}
