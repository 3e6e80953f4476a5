import type { ComputerView, SoftwareView } from '@causeway/contract/admin';
import { Anchor, Breadcrumbs, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useRows } from '../../api/use-rows.ts';
import { formatNumber } from '../../app/format.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { FilesMenu } from '../../parts/FilesMenu.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { RowsList } from '../../parts/RowsList.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { showColumns } from '../computers/show-columns.tsx';
import { SoftwareFacts } from './SoftwareFacts.tsx';
import { SoftwareVersions } from './SoftwareVersions.tsx';

const { one: says } = texts.software;

/** One entry of the catalog: its versions, and the computers that have it. */
export default function OneSoftwarePage() {
  const { software: id = '' }: { software?: string } = useParams({ strict: false });
  const path = `${useTenantApi()}/software/${encodeURIComponent(id)}`;
  const software = useThing<SoftwareView>(path);
  const toPath = useTenantPath();
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={toPath('/software')}>
          {texts.software.title}
        </Anchor>
        <Text>{software.name}</Text>
      </Breadcrumbs>
      <PageTitle title={software.name} says={says.says(software.version)} />
      <Stack>
        <SoftwareFacts software={software} />
        <SoftwareVersions software={software} />
        <ComputersWithIt path={`${path}/computers`} />
      </Stack>
    </>
  );
}

const columns = ['name', 'osName', 'osVersion', 'model', 'ip', 'lastUser', 'inventoryAt'];

function ComputersWithIt({ path }: { readonly path: string }) {
  const toPath = useTenantPath();
  const [{ search, order }, change] = useView();
  const query = { search, order };
  const rows = useRows<ComputerView>(path, query);
  return (
    <Section title={says.computers}>
      <Group gap="xs">
        <SearchField
          label={says.searchComputers}
          value={search ?? ''}
          onChange={(text) => change({ search: text })}
        />
        <FilesMenu path={path} query={query} />
      </Group>
      <RowsList
        label={says.list}
        columns={showColumns(columns, toPath)}
        rows={rows}
        idOf={(computer) => computer.id}
        order={order}
        onOrder={(next) => change({ order: next })}
        count={says.count(formatNumber(rows.total), rows.total === 1)}
        none={
          search === undefined ? (
            <Empty title={says.none} text={says.noneText} />
          ) : (
            <Empty title={says.noneFound} text={says.noneFoundText} />
          )
        }
      />
    </Section>
  );
}
