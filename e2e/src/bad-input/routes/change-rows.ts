import { wholeUuid } from '../inputs.ts';
import { invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';

const notFound = refused(404, 'CHANGE_NOT_FOUND');

export const changeRows: RouteRows = () => [
  ...rowsOf('GET /changes', {
    'of no tenant': [{ path: '/changes?tenant=nosuch' }, refused(404, 'TENANT_NOT_FOUND')],
    'of an empty tenant': [{ path: '/changes?tenant=' }, refused(404, 'TENANT_NOT_FOUND')],
    'of two tenants': [{ path: '/changes?tenant=acme&tenant=beta' }, invalid],
    'none at all': [{ path: '/changes?limit=0' }, invalid],
    'more than a page': [{ path: '/changes?limit=1001' }, invalid],
    'true of them': [{ path: '/changes?limit=true' }, invalid],
  }),
  ...byId('GET /changes/{id}'),
  ...byId('GET /changes/{id}/events'),
  ...byId('POST /changes/{id}/undo'),
];

function byId(route: string): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  const at = (id: string) => ({ path: pattern.replace('{id}', id) });
  return rowsOf(route, {
    'an id of nothing': [at(wholeUuid), notFound],
    'no id': [at('latest'), notFound],
    'the way up': [at('..'), notFound],
    'an id too long': [at('x'.repeat(101)), invalid],
  });
}
