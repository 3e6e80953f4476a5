import type { CrossingSummaryView, ExpiryView, TenantView } from '@causeway/contract/admin';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe, useThing } from '../../api/use-api.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';
import { CertificateCell } from './CertificateCell.tsx';
import { CrossingCell } from './CrossingCell.tsx';
import { NewTenantButton } from './NewTenantButton.tsx';
import { SecondFactorOffer } from './SecondFactorOffer.tsx';
import { sayFleet } from './say-fleet.ts';

const says = texts.tenants;

const headings = [
  says.columns.name,
  says.columns.state,
  says.columns.address,
  says.columns.binding,
  says.columns.certificate,
  says.columns.fleet,
  says.columns.crossing,
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
  const { name, inForce, trouble } = tenant;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/tenants/${name}`}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <State trouble={trouble} />
      </Table.Td>
      <Table.Td className="code" miw={140}>
        {inForce.hostname}
      </Table.Td>
      <Table.Td>{says.bindings[inForce.binding]}</Table.Td>
      <Table.Td>
        <CertificateCell tenant={tenant} ends={ends} />
      </Table.Td>
      <Table.Td miw={140}>{sayFleet(tenant)}</Table.Td>
      <Table.Td>
        <CrossingCell summary={crossing} />
      </Table.Td>
    </Table.Tr>
  );
}

function State({ trouble }: Pick<TenantView, 'trouble'>) {
  if (trouble === null) return <StateBadge tone="good">{says.states.served}</StateBadge>;
  return (
    <>
      <StateBadge tone="bad">{says.states.notServed}</StateBadge>
      <Text size="xs" miw={140} maw={240} style={{ overflowWrap: 'anywhere' }}>
        {trouble}
      </Text>
    </>
  );
}
