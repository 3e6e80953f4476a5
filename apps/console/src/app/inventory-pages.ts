import type { AnyRoute } from '@tanstack/react-router';
import { page } from './page.ts';

/** What the clients of a tenant report. */
export function inventoryPages(parent: AnyRoute): AnyRoute[] {
  const computer = page(
    parent,
    '/computers/$computer',
    () => import('../pages/computers/one/ComputerPage.tsx'),
  );
  computer.addChildren([
    page(computer, '/', () => import('../pages/computers/one/OverviewTab.tsx')),
    page(computer, '/hardware', () => import('../pages/computers/one/HardwareTab.tsx')),
    page(computer, '/system', () => import('../pages/computers/one/SystemTab.tsx')),
    page(computer, '/software', () => import('../pages/computers/one/SoftwareOfComputerTab.tsx')),
    page(computer, '/history', () => import('../pages/computers/one/HistoryTab.tsx')),
    page(computer, '/other', () => import('../pages/computers/one/OtherTab.tsx')),
  ]);
  return [
    page(parent, '/computers', () => import('../pages/computers/ComputersPage.tsx')),
    computer,
    page(parent, '/duplicates', () => import('../pages/computers/duplicates/DuplicatesPage.tsx')),
    page(parent, '/software', () => import('../pages/software/SoftwarePage.tsx')),
    page(parent, '/software/$software', () => import('../pages/software/OneSoftwarePage.tsx')),
  ];
}
