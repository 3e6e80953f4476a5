import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTenantName, useTenantPath } from '../../app/tenant.ts';
import { PageTabs } from '../../parts/PageTabs.tsx';
import * as texts from '../../texts/index.ts';
import { tabs } from './tabs.ts';

/** One tenant as provisioning sees it: what it is, and a tab for each of its sides. */
export default function TenantPage() {
  const name = useTenantName();
  const pathOf = useTenantPath();
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/tenants">
          {texts.tenants.title}
        </Anchor>
        <Text>{name}</Text>
      </Breadcrumbs>
      <PageTabs
        label={texts.tenants.tabs}
        tabs={tabs.map((tab) => ({
          to: pathOf(tab.path),
          name: texts.tenants.tabNames[tab.name],
          isExact: tab.path === '',
        }))}
      />
      <Outlet />
    </>
  );
}
