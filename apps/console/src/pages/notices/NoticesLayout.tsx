import { Outlet } from '@tanstack/react-router';
import { type PageTab, PageTabs } from '../../parts/PageTabs.tsx';
import * as texts from '../../texts/index.ts';

const { tabNames, tabs: label } = texts.notices;

const tabs: readonly PageTab[] = [
  { to: '/notices', name: tabNames.told, isExact: true },
  { to: '/notices/channels', name: tabNames.channels },
];

export default function NoticesLayout() {
  return (
    <>
      <PageTabs label={label} tabs={tabs} />
      <Outlet />
    </>
  );
}
