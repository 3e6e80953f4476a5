import { wholeUuid } from '../inputs.ts';
import { invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const notFound = refused(404, 'CHANGE_NOT_FOUND');

const OF_TENANT = '/tenants/{name}/site-changes';

export const changeRows: RouteRows = () => [
  ...rowsOf('GET /changes', {
    'of no tenant': [{ path: '/changes?tenant=nosuch' }, refused(404, 'TENANT_NOT_FOUND')],
    'of an empty tenant': [{ path: '/changes?tenant=' }, refused(404, 'TENANT_NOT_FOUND')],
    'of two tenants': [{ path: '/changes?tenant=acme&tenant=beta' }, invalid],
  }),
  ...pageRows('GET /changes', '/changes'),
  ...byId('GET /changes/{id}'),
  ...byId('GET /changes/{id}/events'),
  ...byId('POST /changes/{id}/undo'),
  ...ofNoTenant(`GET ${OF_TENANT}`),
  ...pageRows(`GET ${OF_TENANT}`, '/tenants/acme/site-changes'),
  ...ofTenant(`GET ${OF_TENANT}/{id}`),
  ...ofTenant(`GET ${OF_TENANT}/{id}/events`),
  ...ofTenant(`POST ${OF_TENANT}/{id}/undo`),
];

function pageRows(route: string, path: string): RouteRow[] {
  return rowsOf(route, {
    'none at all': [{ path: `${path}?limit=0` }, invalid],
    'more than a page': [{ path: `${path}?limit=1001` }, invalid],
    'true of them': [{ path: `${path}?limit=true` }, invalid],
    'a state that is none': [{ path: `${path}?state=over` }, invalid],
    'before one of nothing': [{ path: `${path}?before=${wholeUuid}` }, notFound],
    'before no id': [{ path: `${path}?before=latest` }, notFound],
    'before an id too long': [{ path: `${path}?before=${'x'.repeat(101)}` }, invalid],
  });
}

function ofTenant(route: string): RouteRow[] {
  return [...ofNoTenant(route), ...byId(route)];
}

function byId(route: string): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  const at = (id: string) => ({ path: pattern.replace('{name}', 'acme').replace('{id}', id) });
  return rowsOf(route, {
    'an id of nothing': [at(wholeUuid), notFound],
    'no id': [at('latest'), notFound],
    'the way up': [at('..'), notFound],
    'an id too long': [at('x'.repeat(101)), invalid],
  });
}
