import type { CrossingSummaryView, ExpiryView, TenantView } from '@causeway/contract/admin';
import { Anchor, ScrollArea, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe, useThing } from '../../api/use-api.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { texts } from '../../texts/index.ts';
import { CertificateCell } from './CertificateCell.tsx';
import { CrossingCell } from './CrossingCell.tsx';
import { NewTenantButton } from './NewTenantButton.tsx';

const { tenants: says } = texts;

export default function TenantsPage() {
  const tenants = useThing<TenantView[]>('/tenants');
  const { data: ends = [] } = useMaybe<ExpiryView[]>('/expiry');
  const { data: crossings = [] } = useMaybe<CrossingSummaryView[]>('/crossings');
  return (
    <>
      <PageTitle title={says.title} says={says.count(tenants.length)}>
        <NewTenantButton />
      </PageTitle>
      {tenants.length === 0 ? (
        <Empty title={says.none} text={says.noneText} />
      ) : (
        <ScrollArea>
          <Table verticalSpacing="sm" highlightOnHover miw={860}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{says.columns.name}</Table.Th>
                <Table.Th>{says.columns.address}</Table.Th>
                <Table.Th>{says.columns.binding}</Table.Th>
                <Table.Th>{says.columns.certificate}</Table.Th>
                <Table.Th ta="right">{says.columns.clients}</Table.Th>
                <Table.Th>{says.columns.crossing}</Table.Th>
                <Table.Th>{says.columns.state}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tenants.map((tenant) => (
                <TenantRow
                  key={tenant.id}
                  tenant={tenant}
                  ends={ends}
                  crossing={crossings.find((one) => one.tenant === tenant.name)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
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
