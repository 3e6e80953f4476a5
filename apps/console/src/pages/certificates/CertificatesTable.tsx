import type { CertificateView } from '@causeway/contract/admin';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PlainTable } from '../../parts/PlainTable.tsx';
import * as texts from '../../texts/index.ts';
import type { ListedCertificate } from './certificate-list.ts';
import { certificatePath } from './certificate-path.ts';
import { ExpiryBadge } from './expiry/ExpiryBadge.tsx';
import { Users } from './Users.tsx';

const says = texts.certificates;

const headings = (['name', 'left', 'hostnames', 'users', 'origin', 'renewal'] as const).map(
  (column) => says.columns[column],
);

/** More names than this make a row that hides the next ones. */
const MOST_NAMES = 3;

interface CertificatesTableProps {
  readonly listed: readonly ListedCertificate[];
  /** The id of the one that the console renews. */
  readonly selfRenewing: string | undefined;
}

export function CertificatesTable({ listed, selfRenewing }: CertificatesTableProps) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={860} verticalSpacing="sm" highlightOnHover>
      {listed.map((one) => (
        <Row key={one.certificate.id} listed={one} isSelfRenewing={one.certificate.id === selfRenewing} />
      ))}
    </PlainTable>
  );
}

interface RowProps {
  readonly listed: ListedCertificate;
  readonly isSelfRenewing: boolean;
}

function Row({ listed: { certificate, end }, isSelfRenewing }: RowProps) {
  const { name, origin, hostnames, renewal } = certificate;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={certificatePath(name)}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <ExpiryBadge end={end} />
      </Table.Td>
      <Table.Td>
        <Hostnames hostnames={hostnames} />
      </Table.Td>
      <Table.Td>
        <Users users={end.users} />
      </Table.Td>
      <Table.Td>{originOf(origin)}</Table.Td>
      <Table.Td>{says.renewals[isSelfRenewing ? 'automatic' : renewal]}</Table.Td>
    </Table.Tr>
  );
}

export function Hostnames({ hostnames }: Pick<CertificateView, 'hostnames'>) {
  const others = hostnames.length - MOST_NAMES;
  return (
    <>
      {hostnames.slice(0, MOST_NAMES).map((hostname) => (
        <Text key={hostname} size="sm">
          {hostname}
        </Text>
      ))}
      {others > 0 && (
        <Text size="sm" c="dimmed">
          {says.more(others)}
        </Text>
      )}
    </>
  );
}

export function originOf(origin: string): string {
  const words: Readonly<Record<string, string>> = says.origins;
  return words[origin] ?? origin;
}
