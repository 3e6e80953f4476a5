import type { ChangeView } from '@causeway/contract/admin';
import type { FurnishedScene } from './furnished-scene.ts';

export interface ListedPage {
  /** Of the picture. */
  readonly name: string;
  readonly path: string;
}

/** Every page of provisioning that there is something to see on. */
export async function pagesOfProvisioning({ api }: FurnishedScene): Promise<ListedPage[]> {
  const [change] = await api.must<ChangeView[]>('GET', '/changes');
  return [
    { name: 'tenants', path: '/tenants' },
    { name: 'new-tenant', path: '/tenants/_new' },
    ...tenantPaths.map(({ name, path }) => ({ name: `tenant-${name}`, path: `/tenants/acme${path}` })),
    { name: 'tenant-general', path: '/tenants/acme' },
    ...['website', 'database', 'danger', 'users'].map((tab) => ({
      ...{ name: `tenant-${tab}`, path: `/tenants/acme/${tab}` },
    })),
    { name: 'changes', path: '/changes' },
    { name: 'change', path: `/changes/${change?.id}` },
    { name: 'certificates', path: '/certificates' },
    { name: 'certificate', path: '/certificates/acme-2026' },
    { name: 'notices', path: '/notices' },
    { name: 'backup', path: '/backup' },
    ...sharedPaths,
  ];
}

/** Every page of a tenant's platform. */
export function pagesOfPlatform(): ListedPage[] {
  return [{ name: 'dashboard', path: '/' }, ...tenantPaths, ...sharedPaths];
}

const tenantPaths: readonly ListedPage[] = [
  { name: 'crossing', path: '/crossing' },
  { name: 'computers', path: '/computers' },
  { name: 'software', path: '/software' },
  { name: 'duplicates', path: '/duplicates' },
  { name: 'clients', path: '/clients' },
  { name: 'endpoint-servers', path: '/endpoint-servers' },
  { name: 'frequencies', path: '/frequencies' },
];

const sharedPaths: readonly ListedPage[] = [
  { name: 'users', path: '/users' },
  { name: 'audit', path: '/audit' },
  { name: 'account', path: '/account' },
  { name: 'about', path: '/about' },
];
