import { Anchor, Breadcrumbs, Group, ScrollArea, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTenantName, useTenantPath } from '../../app/tenant.ts';
import * as texts from '../../texts/index.ts';
import { type TabName, tabs } from './tabs.ts';

/** One tenant as provisioning sees it: what it is, and a tab for each of its sides. */
export default function TenantPage() {
  const name = useTenantName();
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/tenants">
          {texts.tenants.title}
        </Anchor>
        <Text>{name}</Text>
      </Breadcrumbs>
      <ScrollArea mb="md" type="auto" scrollbarSize={6} offsetScrollbars="x">
        <Group component="nav" gap={4} wrap="nowrap" aria-label={texts.tenants.tabs}>
          {tabs.map((tab) => (
            <TabLink key={tab.name} {...tab} />
          ))}
        </Group>
      </ScrollArea>
      <Outlet />
    </>
  );
}

function TabLink({ name, path }: { readonly name: TabName; readonly path: string }) {
  const to = useTenantPath()(path);
  return (
    <Anchor component={Link} to={to} activeOptions={{ exact: path === '' }} className="tab" underline="never">
      {texts.tenants.tabNames[name]}
    </Anchor>
  );
}
