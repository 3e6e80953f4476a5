import { strangeNames, tooLongName } from '../inputs.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const notFound = refused(404, 'GROUP_NOT_FOUND');
const one = 'PUT /tenants/{name}/groups/{group}';
const path = '/tenants/acme/groups/laptops';

export const groupRows: RouteRows = () => [
  ...ofNoTenant('GET /tenants/{name}/groups'),
  ...ofNoTenant(one, {}),
  ...ofNoTenant('DELETE /tenants/{name}/groups/{group}'),
  ...setRows(),
  ...rowsOf('DELETE /tenants/{name}/groups/{group}', {
    ...each(strangeNames, (name) => [at(name), notFound]),
    'a name too long': [at(tooLongName), invalid],
  }),
  ...rowsOf('POST /tenants/{name}/clients/{client}/group', {
    'a group that is not there': [
      { path: '/tenants/acme/clients/workshop/group', body: { group: 'nosuch' } },
      notFound,
    ],
    'a group of no name': [{ path: '/tenants/acme/clients/workshop/group', body: { group: '' } }, notFound],
    'no group at all': [{ path: '/tenants/acme/clients/workshop/group', body: {} }, invalid],
    'a number for a group': [{ path: '/tenants/acme/clients/workshop/group', body: { group: 7 } }, invalid],
  }),
  ...rowsOf('POST /tenants/{name}/enrollment-tokens', {
    'a group that is not there': [
      { path: '/tenants/acme/enrollment-tokens', body: { group: 'nosuch' } },
      notFound,
    ],
  }),
];

const at = (group: string) => ({ path: `/tenants/acme/groups/${encodeURIComponent(group)}` });

function setRows(): RouteRow[] {
  const names = ['Laptops', 'lap_tops', 'lap.tops', 'bücher', 'two words', '__proto__', 'x'.repeat(64)];
  return rowsOf(one, {
    ...each(
      Object.fromEntries(names.map((name) => [name, name])),
      (name) => [{ ...at(name), body: {} }, refused(400, 'GROUP_NAME_INVALID')],
      'name: ',
    ),
    'a name too long for any': [{ ...at(tooLongName), body: {} }, invalid],
    'polls of nothing': [{ path, body: { pollingIntervalSeconds: 0 } }, invalid],
    'polls of half a second': [{ path, body: { pollingIntervalSeconds: 0.5 } }, invalid],
    'polls of years': [{ path, body: { pollingIntervalSeconds: 99_999_999 } }, invalid],
    'polls as text': [{ path, body: { pollingIntervalSeconds: '60' } }, invalid],
    'inventories of seconds': [{ path, body: { inventoryIntervalSeconds: 9 } }, invalid],
    'a window of a second': [{ path, body: { activeWindowSeconds: 1 } }, invalid],
    'a window shorter than its polls': [
      { path, body: { activeWindowSeconds: 60, pollingIntervalSeconds: 60 } },
      refused(400, 'ACTIVE_WINDOW_TOO_SHORT'),
    ],
    'another property': [{ path, body: { pollingInterval: 60 } }, invalid],
    'null for a body': [{ path, body: null }, invalid],
  });
}
