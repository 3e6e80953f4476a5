import { strangeNames, tooLongName, wholeUuid } from '../inputs.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const reason = { reason: 'scrapped' };
const notFound = refused(404, 'CLIENT_NOT_FOUND');

export const clientRows: RouteRows = () => [
  ...ofNoTenant('GET /tenants/{name}/clients'),
  ...rowsOf('GET /tenants/{name}/clients', {
    'a cursor that is none': [{ path: '/tenants/acme/clients?after=x' }, refused(400, 'CURSOR_INVALID')],
    'a cursor of null': [
      { path: `/tenants/acme/clients?after=${Buffer.from('null').toString('base64url')}` },
      refused(400, 'CURSOR_INVALID'),
    ],
    'a page of nothing': [{ path: '/tenants/acme/clients?limit=0' }, invalid],
    'a page without end': [{ path: '/tenants/acme/clients?limit=1001' }, invalid],
    'a state that is none': [{ path: '/tenants/acme/clients?state=asleep' }, invalid],
    'the kind of an endpoint server': [{ path: '/tenants/acme/clients?kind=endpoint-server' }, invalid],
    'a search too long': [{ path: `/tenants/acme/clients?search=${'x'.repeat(301)}` }, invalid],
    'a cursor too long': [{ path: `/tenants/acme/clients?after=${'x'.repeat(2_001)}` }, invalid],
  }),
  ...ofNoTenant('GET /tenants/{name}/clients/{client}'),
  ...rowsOf('GET /tenants/{name}/clients/{client}', {
    ...each(strangeNames, (name) => [one(name), notFound], 'client: '),
    'the id of nobody': [one(wholeUuid), notFound],
    'a client name too long': [one(tooLongName), invalid],
  }),
  ...ofNoClient('retire'),
  ...ofNoClient('waive', reason),
  ...ofNoClient('unwaive'),
  ...ofNoClient('group', { group: null }),
  ...ofNoClient('actions', { kind: 'inventory' }),
  ...rowsOf('POST /tenants/{name}/clients/{client}/waive', {
    'no reason': [{ path: '/tenants/acme/clients/workshop/waive', body: {} }, invalid],
    'an empty reason': [{ path: '/tenants/acme/clients/workshop/waive', body: { reason: '' } }, invalid],
    'a reason of a thousand words': [
      { path: '/tenants/acme/clients/workshop/waive', body: { reason: 'word '.repeat(1_000) } },
      invalid,
    ],
  }),
  ...tokenRows(),
];

const one = (client: string) => ({ path: `/tenants/acme/clients/${encodeURIComponent(client)}` });

function ofNoClient(verb: string, body?: unknown): RouteRow[] {
  const route = `POST /tenants/{name}/clients/{client}/${verb}`;
  const at = (client: string) => ({
    path: `/tenants/acme/clients/${encodeURIComponent(client)}/${verb}`,
    ...(body !== undefined && { body }),
  });
  return [
    ...ofNoTenant(route, body),
    ...rowsOf(route, {
      ...each(strangeNames, (name) => [at(name), notFound], 'client: '),
      'the id of nobody': [at(wholeUuid), notFound],
      'a client name too long': [at(tooLongName), invalid],
    }),
  ];
}

function tokenRows(): RouteRow[] {
  const path = '/tenants/acme/enrollment-tokens';
  const tokens = 'POST /tenants/{name}/enrollment-tokens';
  return [
    ...ofNoTenant('GET /tenants/{name}/enrollment-tokens'),
    ...ofNoTenant(tokens, {}),
    ...rowsOf(tokens, {
      'no use at all': [{ path, body: { uses: 0 } }, invalid],
      'half a use': [{ path, body: { uses: 1.5 } }, invalid],
      'no hour at all': [{ path, body: { validHours: 0 } }, invalid],
      'years of hours': [{ path, body: { validHours: 1e6 } }, invalid],
      'hours as text': [{ path, body: { validHours: '8' } }, invalid],
    }),
    ...ofNoTenant('DELETE /tenants/{name}/enrollment-tokens/{id}'),
    ...rowsOf('DELETE /tenants/{name}/enrollment-tokens/{id}', {
      'an id of nothing': [{ path: `${path}/${wholeUuid}` }, refused(404, 'ENROLLMENT_TOKEN_NOT_FOUND')],
      'the way up': [{ path: `${path}/..` }, refused(404, 'ENROLLMENT_TOKEN_NOT_FOUND')],
      'an id too long': [{ path: `${path}/${'x'.repeat(101)}` }, invalid],
    }),
  ];
}
