import type { AnchorView } from '@causeway/contract/admin';
import { Group, Table, Text } from '@mantine/core';
import { useThing } from '../../api/use-api.ts';
import { formatDate } from '../../app/format.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { DownloadLink } from '../../parts/DownloadLink.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.tenantTabs.general.anchors;

const headings = [says.subject, says.ends, says.sha256];

/** The trust anchors of config.ini as files, for whoever reads none. */
export function TrustAnchors({ tenant }: { readonly tenant: string }) {
  const anchors = useThing<AnchorView[]>(`${useTenantApi()}/anchors`);
  return (
    <Section title={says.title} says={says.says}>
      {anchors.length === 0 ? (
        <Text size="sm">{says.none}</Text>
      ) : (
        <>
          <AnchorTable anchors={anchors} />
          <Group>
            <DownloadLink name={`${tenant}-anchors.pem`} text={anchors.map(({ pem }) => pem).join('\n')}>
              {says.all}
            </DownloadLink>
          </Group>
        </>
      )}
    </Section>
  );
}

function AnchorTable({ anchors }: { readonly anchors: readonly AnchorView[] }) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={640} verticalSpacing="xs">
      {anchors.map(({ sha256, subject, notAfter }) => (
        <Table.Tr key={sha256}>
          <Table.Td>{subject}</Table.Td>
          <Table.Td>{formatDate(notAfter)}</Table.Td>
          <Table.Td>
            <Text size="xs" ff="monospace" className="code" maw="22rem">
              {sha256}
            </Text>
          </Table.Td>
        </Table.Tr>
      ))}
    </PlainTable>
  );
}
