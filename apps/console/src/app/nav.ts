import type { IconName } from '../parts/icon-shapes.ts';
import type * as texts from '../texts/index.ts';

export interface NavEntry {
  readonly to: string;
  readonly name: Exclude<keyof typeof texts.nav, 'groups'>;
  readonly icon: IconName;
}

interface NavGroup {
  readonly title?: keyof typeof texts.nav.groups;
  readonly entries: readonly NavEntry[];
}

export const navOfProvisioning: readonly NavGroup[] = [
  {
    entries: [
      { to: '/tenants', name: 'tenants', icon: 'tenants' },
      { to: '/changes', name: 'changes', icon: 'changes' },
      { to: '/certificates', name: 'certificates', icon: 'certificates' },
    ],
  },
  {
    title: 'administration',
    entries: [
      { to: '/users', name: 'users', icon: 'users' },
      { to: '/roles', name: 'roles', icon: 'roles' },
      { to: '/api-tokens', name: 'apiTokens', icon: 'keys' },
      { to: '/audit', name: 'audit', icon: 'audit' },
      { to: '/notices', name: 'notices', icon: 'notices' },
      { to: '/backup', name: 'backup', icon: 'backup' },
      { to: '/about', name: 'about', icon: 'about' },
    ],
  },
];

export const navOfPlatform: readonly NavGroup[] = [
  {
    entries: [
      { to: '/', name: 'dashboard', icon: 'dashboard' },
      { to: '/computers', name: 'computers', icon: 'computers' },
      { to: '/software', name: 'software', icon: 'software' },
      { to: '/crossing', name: 'crossing', icon: 'crossing' },
    ],
  },
  {
    title: 'clientManagement',
    entries: [{ to: '/clients', name: 'clients', icon: 'clients' }],
  },
  {
    title: 'administration',
    entries: [
      { to: '/endpoint-servers', name: 'endpointServers', icon: 'servers' },
      { to: '/changes', name: 'changes', icon: 'changes' },
      { to: '/users', name: 'users', icon: 'users' },
      { to: '/roles', name: 'roles', icon: 'roles' },
      { to: '/api-tokens', name: 'apiTokens', icon: 'keys' },
      { to: '/audit', name: 'audit', icon: 'audit' },
    ],
  },
  {
    title: 'globalSettings',
    entries: [
      { to: '/frequencies', name: 'frequencies', icon: 'frequencies' },
      { to: '/about', name: 'about', icon: 'about' },
    ],
  },
];
