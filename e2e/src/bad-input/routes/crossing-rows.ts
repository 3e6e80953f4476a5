import { each, invalid, type RouteRow, refused, rowsOf, signedOut } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const path = '/tenants/acme/crossing';

export const crossingRows = (): readonly RouteRow[] => [
  ...ofNoTenant('GET /tenants/{name}/crossing'),
  ...ofNoTenant('GET /tenants/{name}/crossing/history'),
  ...ofNoTenant('GET /tenants/{name}/crossing/clients'),
  ...rowsOf('GET /crossings', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf(
    'GET /tenants/{name}/crossing',
    each({ 'less than none': '-1', 'more than a page': '1001', words: 'all', nothing: '' }, (limit) => [
      { path: `${path}?limit=${limit}` },
      invalid,
    ]),
  ),
  ...rowsOf('GET /tenants/{name}/crossing/clients', {
    'a state that there is not': [{ path: `${path}/clients?state=lost` }, invalid],
    'a stage that there is not': [{ path: `${path}/clients?stage=0` }, invalid],
    'a reason that there is not': [{ path: `${path}/clients?reason=` }, invalid],
    'a reason by the prototype': [{ path: `${path}/clients?reason=__proto__` }, invalid],
    'a format that there is not': [{ path: `${path}/clients?format=xlsx` }, invalid],
    'no row at all': [{ path: `${path}/clients?limit=0` }, invalid],
    'more than a page': [{ path: `${path}/clients?limit=1001` }, refused(400, 'PAGE_TOO_LARGE')],
    'two limits': [{ path: `${path}/clients?limit=1&limit=2` }, invalid],
    'a search of a thousand letters': [{ path: `${path}/clients?search=${'s'.repeat(1_000)}` }, invalid],
    'a place too long': [{ path: `${path}/clients?after=${'a'.repeat(1_000)}` }, invalid],
  }),
];
