import { wholeUuid } from '../inputs.ts';
import { invalid, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const ask = '/tenants/acme/clients/workshop/actions';
const list = 'GET /tenants/{name}/actions';
const notFound = refused(404, 'CLIENT_NOT_FOUND');

export const actionRows: RouteRows = () => [
  ...ofNoTenant(list),
  ...rowsOf(list, {
    'a client that is not there': [{ path: '/tenants/acme/actions?client=nosuch' }, notFound],
    'a client of no name': [{ path: '/tenants/acme/actions?client=' }, notFound],
    'a cursor that is none': [{ path: '/tenants/acme/actions?after=x' }, refused(400, 'CURSOR_INVALID')],
    'a cursor too long': [{ path: `/tenants/acme/actions?after=${'x'.repeat(101)}` }, invalid],
  }),
  ...rowsOf('POST /tenants/{name}/clients/{client}/actions', {
    'nothing to do': [{ path: ask, body: {} }, invalid],
    'something that clients do not do': [{ path: ask, body: { kind: 'reboot' } }, invalid],
    'a group by the back door': [{ path: ask, body: { kind: 'join-group', group: 'x' } }, invalid],
    'full diagnostics': [{ path: ask, body: { kind: 'diagnostics', full: true } }, invalid],
    'full as text': [{ path: ask, body: { kind: 'inventory', full: 'yes' } }, invalid],
  }),
  ...ofNoTenant('DELETE /tenants/{name}/actions/{id}'),
  ...rowsOf('DELETE /tenants/{name}/actions/{id}', {
    'an action that is not there': [
      { path: `/tenants/acme/actions/${wholeUuid}` },
      refused(404, 'ACTION_NOT_FOUND'),
    ],
    'the way up': [{ path: '/tenants/acme/actions/..' }, refused(404, 'ACTION_NOT_FOUND')],
    'an id too long': [{ path: `/tenants/acme/actions/${'x'.repeat(101)}` }, invalid],
  }),
  ...ofNoTenant('GET /tenants/{name}/clients/{client}/diagnostics'),
  ...rowsOf('GET /tenants/{name}/clients/{client}/diagnostics', {
    'a client that is not there': [{ path: '/tenants/acme/clients/nosuch/diagnostics' }, notFound],
    'a client that sent none': [
      { path: '/tenants/acme/clients/workshop/diagnostics' },
      refused(404, 'DIAGNOSTICS_NOT_FOUND'),
    ],
  }),
];
