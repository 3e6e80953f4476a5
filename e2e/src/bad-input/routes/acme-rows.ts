import { strangeNames, wholeUuid } from '../inputs.ts';
import { named } from './certificate-rows.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const accountNotFound = refused(404, 'ACME_ACCOUNT_NOT_FOUND');
const orderNotFound = refused(404, 'ACME_ORDER_NOT_FOUND');

/** Accounts and orders at CAs that speak ACME, and the renewal of certificates. No row reaches a CA. */
export const acmeRows: RouteRows = ({ pems }) => [
  ...rowsOf('GET /acme/accounts', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('GET /acme/orders', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...named('GET /acme/accounts/{name}', accountNotFound),
  ...named('POST /acme/accounts/{name}', accountNotFound, {}),
  ...named('DELETE /acme/accounts/{name}', accountNotFound),
  ...createRows(),
  ...obtainRows(),
  ...byId('GET /acme/orders/{id}'),
  ...byId('POST /acme/orders/{id}/retry'),
  ...byId('POST /acme/orders/{id}/cancel'),
  ...named('POST /certificates/{name}/renew', refused(404, 'CERTIFICATE_NOT_FOUND')),
  ...rowsOf('POST /certificates/{name}/renew', {
    'one that did not come by ACME': [
      { path: '/certificates/good/renew' },
      refused(409, 'ACME_CERTIFICATE_NOT_OURS'),
    ],
  }),
  ...named('POST /certificates/{name}/renewal', refused(404, 'CERTIFICATE_NOT_FOUND'), {
    renewal: 'by-hand',
  }),
  ...rowsOf('POST /certificates/{name}/renewal', {
    'one that nobody can renew by itself': [
      { path: '/certificates/good/renewal', body: { renewal: 'automatic' } },
      refused(409, 'RENEWAL_IMPOSSIBLE'),
    ],
    'a policy that is none': [{ path: '/certificates/good/renewal', body: { renewal: 'never' } }, invalid],
  }),
  ...rowsOf('POST /certificates/inspect', {
    'the wrong key': [
      { body: { pem: pems.good, key: pems.otherKey, anchor: pems.anchor } },
      refused(400, 'CERTIFICATE_KEY_MISMATCH'),
    ],
    garbage: [{ body: { pem: 'garbage' } }, refused(400, 'CERTIFICATE_MISSING')],
    'a list': [{ body: [] }, invalid],
  }),
];

function createRows(): RouteRow[] {
  const good = { name: 'ca', directoryUrl: 'https://ca.localhost/directory', agreesToTerms: true };
  const urls = {
    none: 'ca.localhost',
    HTTP: 'http://ca.localhost/directory',
    'with a password in it': 'https://ada:hunter2@ca.localhost/directory',
  };
  return rowsOf('POST /acme/accounts', {
    ...each(
      urls,
      (directoryUrl) => [{ body: { ...good, directoryUrl } }, refused(400, 'ACME_URL_INVALID')],
      'URL: ',
    ),
    'a name in capitals': [{ body: { ...good, name: 'CA' } }, refused(400, 'ACME_ACCOUNT_NAME_INVALID')],
    'an anchor that is garbage': [
      { body: { ...good, anchor: 'garbage' } },
      refused(400, 'CERTIFICATE_MALFORMED'),
    ],
    'a mail address that is none': [{ body: { ...good, email: 'ada' } }, invalid],
    'no word on the terms': [{ body: { name: 'ca', directoryUrl: good.directoryUrl } }, invalid],
    'terms agreed to as text': [{ body: { ...good, agreesToTerms: 'true' } }, invalid],
  });
}

function obtainRows(): RouteRow[] {
  const good = { name: 'new', account: 'nosuch', hostnames: ['new.localhost'], challenge: 'http-01' };
  return rowsOf('POST /acme/orders', {
    ...each(strangeNames, (account) => [{ body: { ...good, account } }, accountNotFound], 'account: '),
    'another challenge': [{ body: { ...good, challenge: 'smtp-01' } }, invalid],
    'no hostname': [{ body: { ...good, hostnames: [] } }, invalid],
  });
}

function byId(route: string): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  const at = (id: string) => ({ path: pattern.replace('{id}', id) });
  return rowsOf(route, {
    'an id of nothing': [at(wholeUuid), orderNotFound],
    'no id': [at('latest'), orderNotFound],
    'an id too long': [at('x'.repeat(101)), invalid],
  });
}
