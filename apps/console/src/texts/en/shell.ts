export const product = 'Causeway';
/** Of dates, numbers and the order of words, as `Intl` names it. */
export const locale = 'en';
export const shell = {
  provisioning: 'Provisioning',
  pages: 'Pages',
  menu: 'Menu',
  skip: 'Skip to the page',
  loading: 'Loading',
  notShown: 'This page could not be shown',
  fileMissing: 'A file of this page could not be loaded.',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  theme: { dark: 'Dark theme', light: 'Light theme' },
  account: 'Account',
  signOut: 'Sign out',
};
export const notReached = {
  message: 'The server does not answer.',
  hint: 'It may be starting again: this page goes on by itself when it is back.',
  deedHint: 'Nobody knows whether it was done: look, then ask again.',
  status: (status: number) => `The server answered with status ${status}.`,
  banner: 'The server is not reached',
  bannerText: 'What you see may be old; what you typed stays. This goes when the server is back.',
};
export const roles = { viewer: 'Viewer', operator: 'Operator', admin: 'Admin' };
export const needs = (role: string) => `Needs the role ${role}.`;
export const time = { never: 'never', justNow: 'just now', ago: (duration: string) => `${duration} ago` };
export const findings = {
  title: 'Findings',
  error: 'Mend this first',
  warning: 'Look at this first',
  notice: 'To know',
  expected: (what: string) => `Expected: ${what}`,
};
export const refusal = { seen: 'Seen:', expected: 'Expected:' };
export const notPrivate = {
  title: 'This session is not private',
  text: 'This website is served over HTTP: whoever is on the way can read what you see and type. Use it on a network that you trust, and give the tenant a binding with HTTPS.',
};
export const notFound = {
  title: 'Not here',
  text: 'There is no page at this address.',
  home: 'To the first page',
};
export const nav = {
  groups: {
    administration: 'Administration',
    clientManagement: 'Client Management',
    globalSettings: 'Global Settings',
  },
  tenants: 'Tenants',
  changes: 'Changes',
  certificates: 'Certificates',
  users: 'Users',
  roles: 'Roles',
  apiTokens: 'API Keys',
  audit: 'Audit',
  notices: 'Notices',
  backup: 'Backup',
  about: 'About',
  dashboard: 'Dashboard',
  computers: 'Computer Systems',
  software: 'Software',
  crossing: 'Crossing',
  clients: 'Computers',
  endpointServers: 'Endpoint Servers',
  frequencies: 'Frequencies',
};
export const signIn = {
  title: 'Sign in',
  name: 'Name',
  password: 'Password',
  code: 'Code',
  codeHint: 'Six digits of your authenticator app, or a recovery code',
  submit: 'Sign in',
  openId: 'Sign in with OpenID Connect',
  openIdFailed: 'Signing in through the OpenID provider did not work.',
  openIdHint: 'Try again. If it goes on, tell an admin this code: what happened is in the audit trail.',
};
export const setUp = {
  title: 'The first admin',
  text: 'This installation has no admin yet. Whoever has the one-time link becomes the first one.',
  noLink: 'Open the one-time link that the server printed when it started.',
  name: 'Name',
  password: 'Password',
  passwordHint: 'A sentence that you can remember',
  submit: 'Become the admin',
};
