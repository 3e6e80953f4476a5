import type { TenantView } from '@causeway/contract/admin';
import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { type Fact, Facts } from '../../parts/Facts.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { describeSite, isInForce } from './describe-site.ts';
import { SigningKeys } from './SigningKeys.tsx';
import { sayFleet } from './say-fleet.ts';
import { TrustAnchors } from './TrustAnchors.tsx';

const says = texts.tenantTabs.general;

/** What a tenant is, where it is reached, and what its clients trust and believe. */
export default function GeneralTab() {
  const tenant = useThing<TenantView>(useTenantApi());
  return (
    <>
      <PageTitle title={tenant.name} says={says.says} />
      <Stack>
        <States tenant={tenant} />
        <Section title={says.title}>
          <TenantFacts tenant={tenant} />
        </Section>
        {tenant.trouble === null && <TrustAnchors tenant={tenant.name} />}
        {tenant.trouble === null && <SigningKeys />}
      </Stack>
    </>
  );
}

interface TenantProps {
  readonly tenant: TenantView;
}

function States({ tenant: { trouble, saved, inForce } }: TenantProps) {
  return (
    <>
      {trouble !== null && (
        <Alert color="red" variant="light" title={says.trouble} role="alert">
          <Text size="sm" className="code">
            {trouble}
          </Text>
          <Text size="sm">{says.troubleText}</Text>
        </Alert>
      )}
      {!isInForce(saved, inForce) && (
        <Alert color="blue" variant="light" title={says.differs}>
          {says.differsText}{' '}
          <Anchor component={Link} to="/changes" inherit c="inherit" underline="always">
            {says.toChanges}
          </Anchor>
        </Alert>
      )}
    </>
  );
}

function TenantFacts({ tenant }: TenantProps) {
  const { name, id, createdAt, retired, revision, saved, inForce } = tenant;
  const pathOf = useTenantPath();
  const facts: readonly Fact[] = [
    [says.facts.name, name],
    [says.facts.addresses, <Addresses key="addresses" tenant={tenant} />],
    [says.facts.inForce, describeSite(inForce)],
    [says.facts.saved, isInForce(saved, inForce) ? null : describeSite(saved)],
    [
      says.facts.fleet,
      <Anchor key="fleet" component={Link} to={pathOf('/clients')} inherit>
        {sayFleet(tenant)}
        {retired > 0 && says.retired(retired)}
      </Anchor>,
    ],
    [says.facts.revision, revision === 0 ? says.noRevision : revision],
    [says.facts.created, <When key="created" at={createdAt} />],
    [says.facts.id, id],
  ];
  return <Facts facts={facts} />;
}

function Addresses({ tenant: { serving } }: TenantProps) {
  if (serving.length === 0) return says.noAddress;
  return (
    <List listStyleType="none" size="sm">
      {serving.map(({ address, serves, coming }) => (
        <List.Item key={address}>
          {address}
          {says.serves[serves]}
          {coming !== null && says.coming(coming)}
        </List.Item>
      ))}
    </List>
  );
}
