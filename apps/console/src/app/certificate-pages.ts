import type { AnyRoute } from '@tanstack/react-router';
import { page } from './page.ts';

/**
 * A certificate may have any name: its page alone has one word behind `/certificates`, which no name can leave (a slash
 * in it is escaped), and all others have two.
 */
export function certificatePages(root: AnyRoute): AnyRoute[] {
  const all = page(root, '/certificates', () => import('../pages/certificates/CertificatesLayout.tsx'));
  all.addChildren([
    page(all, '/', () => import('../pages/certificates/CertificatesPage.tsx')),
    page(all, '/$certificate', () => import('../pages/certificates/CertificatePage.tsx')),
    page(all, '/new/import', () => import('../pages/certificates/import/ImportPage.tsx')),
    page(all, '/new/create', () => import('../pages/certificates/create/CreatePage.tsx')),
    page(all, '/new/request', () => import('../pages/certificates/requests/NewRequestPage.tsx')),
    page(all, '/requests/$request', () => import('../pages/certificates/requests/RequestPage.tsx')),
    page(all, '/expiry/calendar', () => import('../pages/certificates/expiry/ExpiryPage.tsx')),
    page(all, '/acme/orders', () => import('../pages/certificates/acme/AcmePage.tsx')),
    page(all, '/acme/orders/$id', () => import('../pages/certificates/acme/OrderPage.tsx')),
    page(all, '/new/acme', () => import('../pages/certificates/acme/ObtainPage.tsx')),
    page(all, '/new/acme-account', () => import('../pages/certificates/acme/NewAccountPage.tsx')),
    page(all, '/authority/root', () => import('../pages/certificates/authority/AuthorityPage.tsx')),
    page(all, '/console/own', () => import('../pages/certificates/console/ConsolePage.tsx')),
  ]);
  const notices = page(root, '/notices', () => import('../pages/notices/NoticesLayout.tsx'));
  notices.addChildren([
    page(notices, '/', () => import('../pages/notices/NoticesPage.tsx')),
    page(notices, '/channels', () => import('../pages/notices/ChannelsPage.tsx')),
    page(notices, '/channels/new', () => import('../pages/notices/AddChannelPage.tsx')),
  ]);
  return [all, notices, page(root, '/backup', () => import('../pages/backup/BackupPage.tsx'))];
}
