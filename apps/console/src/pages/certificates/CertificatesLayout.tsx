import { Outlet } from '@tanstack/react-router';
import { type PageTab, PageTabs } from '../../parts/PageTabs.tsx';
import * as texts from '../../texts/index.ts';

const { tabNames, tabs: label } = texts.certificates;

const tabs: readonly PageTab[] = [
  { to: '/certificates', name: tabNames.list, isExact: true },
  { to: '/certificates/expiry/calendar', name: tabNames.expiry },
  { to: '/certificates/acme/orders', name: tabNames.acme },
  { to: '/certificates/authority/root', name: tabNames.authority },
  { to: '/certificates/console/own', name: tabNames.console },
];

export default function CertificatesLayout() {
  return (
    <>
      <PageTabs label={label} tabs={tabs} />
      <Outlet />
    </>
  );
}
