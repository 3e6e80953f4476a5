import type { CrossingSummaryView, ExpiryView, TenantView } from '@causeway/contract/admin';
import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe, useThing } from '../../api/use-api.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';
import { CertificateCell } from './CertificateCell.tsx';
import { CrossingCell } from './CrossingCell.tsx';
import { NewTenantButton } from './NewTenantButton.tsx';
import { SecondFactorOffer } from './SecondFactorOffer.tsx';

const says = texts.tenants;

const headings: readonly Heading[] = [
  says.columns.name,
  says.columns.address,
  says.columns.binding,
  says.columns.certificate,
  { text: says.columns.clients, align: 'right' },
  says.columns.crossing,
  says.columns.state,
];

export default function TenantsPage() {
  const tenants = useThing<TenantView[]>('/tenants');
  const { data: ends = [] } = useMaybe<ExpiryView[]>('/expiry');
  const { data: crossings = [] } = useMaybe<CrossingSummaryView[]>('/crossings');
  return (
    <>
      <PageTitle title={says.title} says={says.count(tenants.length)}>
        <NewTenantButton />
      </PageTitle>
      <SecondFactorOffer />
      {tenants.length === 0 ? (
        <Empty title={says.none} text={says.noneText} />
      ) : (
        <PlainTable headings={headings} minWidth={860} verticalSpacing="sm" highlightOnHover>
          {tenants.map((tenant) => (
            <TenantRow
              key={tenant.id}
              tenant={tenant}
              ends={ends}
              crossing={crossings.find((one) => one.tenant === tenant.name)}
            />
          ))}
        </PlainTable>
      )}
    </>
  );
}

interface TenantRowProps {
  readonly tenant: TenantView;
  readonly ends: readonly ExpiryView[];
  readonly crossing: CrossingSummaryView | undefined;
}

function TenantRow({ tenant, ends, crossing }: TenantRowProps) {
  const { name, inForce, clients, trouble } = tenant;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/tenants/${name}`}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>{inForce.hostname}</Table.Td>
      <Table.Td>{says.bindings[inForce.binding]}</Table.Td>
      <Table.Td>
        <CertificateCell tenant={tenant} ends={ends} />
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {clients}
      </Table.Td>
      <Table.Td>
        <CrossingCell summary={crossing} />
      </Table.Td>
      <Table.Td>
        <StateBadge tone={trouble === null ? 'good' : 'bad'}>{trouble ?? says.states.served}</StateBadge>
      </Table.Td>
    </Table.Tr>
  );
}
