import type { TenantView } from '@causeway/contract/admin';
import { Button, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi, useTenantName, useTenantPath } from '../../app/tenant.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { AttentionSection } from './AttentionSection.tsx';
import { ChangesSection } from './ChangesSection.tsx';
import { ClientsSection } from './ClientsSection.tsx';
import { ContactsSection } from './ContactsSection.tsx';
import { CrossingSection } from './CrossingSection.tsx';
import { NewestSection } from './NewestSection.tsx';
import { SystemsSection } from './SystemsSection.tsx';

const says = texts.dashboard;

/** A tenant at a glance; each figure leads to the list that explains it. */
export default function DashboardPage() {
  const tenant = useThing<TenantView>(useTenantApi());
  const name = useTenantName();
  const toPath = useTenantPath();
  return (
    <>
      <PageTitle title={says.title} says={says.says(name)} />
      {tenant.clients === 0 ? (
        <Empty title={says.none} text={says.noneText}>
          <Button component={Link} to={toPath('/clients/enrollment')}>
            {says.enroll}
          </Button>
        </Empty>
      ) : (
        <Stack>
          <AttentionSection />
          <SimpleGrid cols={{ base: 1, md: 2, lg: 3 }}>
            <SystemsSection />
            <ContactsSection />
            <ClientsSection />
          </SimpleGrid>
          <CrossingSection />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <ChangesSection />
            <NewestSection />
          </SimpleGrid>
        </Stack>
      )}
    </>
  );
}
