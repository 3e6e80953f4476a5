import type { PageView, SoftwareView } from '@causeway/contract/admin';
import { Anchor, Group, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { formatQuery } from '../../api/use-rows.ts';
import { formatNumber } from '../../app/format.ts';
import { searchOf } from '../../app/search-of.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import { Section } from '../../parts/Section.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

const { columns: titles, one: says } = texts.software;

const headings: readonly Heading[] = [
  titles.version,
  titles.publisher,
  titles.architecture,
  titles.source,
  { text: titles.installations, align: 'right' },
];

/** Few software has more of them; the list has them all. */
const SHOWN = 20;

/** All entries of the same name, those that most computers have first. */
export function SoftwareVersions({ software: { id, name } }: { readonly software: SoftwareView }) {
  const toPath = useTenantPath();
  const filter = `name eq '${name.replaceAll("'", "''")}'`;
  const query = formatQuery({ filter, order: 'installations desc', limit: SHOWN });
  const page = useThing<PageView<SoftwareView>>(`${useTenantApi()}/software?${query}`);
  return (
    <Section title={says.versions} says={says.versionsSay}>
      <PlainTable headings={headings} label={says.versions} verticalSpacing={4}>
        {page.rows.map((row) => (
          <VersionRow key={row.id} software={row} isThis={row.id === id} to={toPath(`/software/${row.id}`)} />
        ))}
      </PlainTable>
      {page.next !== undefined && (
        <Anchor component={Link} to={toPath('/software')} search={searchOf({ filter })} size="sm">
          {says.allVersions}
        </Anchor>
      )}
    </Section>
  );
}

interface VersionRowProps {
  readonly software: SoftwareView;
  readonly isThis: boolean;
  readonly to: string;
}

function VersionRow({ software, isThis, to }: VersionRowProps) {
  const version = software.version || says.unknownVersion;
  return (
    <Table.Tr>
      <Table.Td>
        {isThis ? (
          <Group gap="xs">
            {version} <StateBadge tone="busy">{says.thisOne}</StateBadge>
          </Group>
        ) : (
          <Anchor component={Link} to={to} size="sm">
            {version}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>{software.publisher || texts.rows.dash}</Table.Td>
      <Table.Td>{software.architecture || texts.rows.dash}</Table.Td>
      <Table.Td>{software.source || texts.rows.dash}</Table.Td>
      <Table.Td ta="right" className="numbers">
        {formatNumber(software.installations)}
      </Table.Td>
    </Table.Tr>
  );
}
