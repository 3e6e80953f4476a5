import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTenantPath } from '../../../app/tenant.ts';
import { PageTabs } from '../../../parts/PageTabs.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { ArchiveButton } from './ArchiveButton.tsx';
import { AskForInventory } from './AskForInventory.tsx';
import { useAsked } from './use-asked.ts';
import { useComputer } from './use-computer.ts';

const says = texts.computer;

const tabs = [
  { name: 'overview', path: '' },
  { name: 'hardware', path: '/hardware' },
  { name: 'system', path: '/system' },
  { name: 'software', path: '/software' },
  { name: 'history', path: '/history' },
  { name: 'other', path: '/other' },
] as const;

/** One computer: what it is, what can be done with it, and a tab for each of its sides. */
export default function ComputerPage() {
  const computer = useComputer();
  const asked = useAsked(computer.clientId);
  const toPath = useTenantPath();
  const at = toPath(`/computers/${computer.id}`);
  const system = [computer.osName, computer.osVersion].filter(Boolean).join(' ');
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={toPath('/computers')}>
          {texts.computers.title}
        </Anchor>
        <Text>{computer.name}</Text>
      </Breadcrumbs>
      <PageTitle
        title={computer.name}
        says={
          <>
            {says.says(system || says.unknownSystem)} <When at={computer.inventoryAt} />
          </>
        }
      >
        {computer.archivedAt !== null && <StateBadge tone="quiet">{says.isArchived}</StateBadge>}
        <AskForInventory.Button asked={asked} />
        <ArchiveButton computer={computer} />
      </PageTitle>
      <AskForInventory.State asked={asked} />
      <PageTabs
        label={says.tabs}
        tabs={tabs.map(({ name, path }) => ({
          ...{ to: `${at}${path}`, name: says.tabNames[name], isExact: path === '' },
        }))}
      />
      <Outlet />
    </>
  );
}
