import type { DatabaseView, TenantView } from '@causeway/contract/admin';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { formatNumber } from '../../app/format.ts';
import { formatBytes } from '../../app/format-bytes.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.tenantTabs.database;

/** Where the database of a tenant is, and how it is backed up. */
export default function DatabaseTab() {
  const api = useTenantApi();
  const { clients } = useThing<TenantView>(api);
  const { kind, file, bytes } = useThing<DatabaseView>(`${api}/database`);
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <Section title={says.where}>
          <Facts
            facts={[
              [says.facts.kind, says.kinds[kind]],
              [says.facts.file, <code key="file">{file}</code>],
              [says.facts.size, formatBytes(bytes)],
              [says.facts.clients, formatNumber(clients)],
            ]}
          />
        </Section>
        <Section title={says.backup.title} says={says.backup.says}>
          <Copyable label={says.backup.command} text={says.backup.create} />
          <Copyable label={says.backup.restore} text={says.backup.bringBack} />
          <Text size="sm">{says.backup.key}</Text>
          <Anchor component={Link} to="/backup" size="sm">
            {says.backup.more}
          </Anchor>
        </Section>
      </Stack>
    </>
  );
}
