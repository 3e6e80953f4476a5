import { invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const FEED = 'GET /tenants/{name}/odata';
const feed = '/tenants/acme/odata';
const unsupported = refused(501, 'ODATA_UNSUPPORTED');
const nowhere = refused(404, 'ODATA_RESOURCE_NOT_FOUND');
const noFilter = refused(400, 'FILTER_INVALID');

export const odataRows: RouteRows = () => [
  ...ofNoTenant(`${FEED}/`),
  ...rowsOf(`${FEED}/`, {
    'rows of the service document': [{ path: `${feed}/?$top=1` }, unsupported],
    'as Atom': [{ path: `${feed}/?$format=atom` }, refused(415, 'ODATA_FORMAT_UNKNOWN')],
    'a wrong password': [
      { path: `${feed}/`, headers: { authorization: `Basic ${btoa('ada:wrong')}` } },
      refused(401, 'SIGNED_OUT'),
    ],
  }),
  ...ofNoTenant(`${FEED}/$metadata`),
  ...rowsOf(`${FEED}/$metadata`, { 'a filter': [{ path: `${feed}/$metadata?$filter=1` }, unsupported] }),
  ...ofNoSet('{resource}', ''),
  ...ofNoSet('{resource}/$count', '/$count'),
  ...setRows(),
];

/** The set is there in each tenant, so that it is the tenant that is refused. */
function ofNoSet(parameter: string, rest: string): RouteRow[] {
  const route = `${FEED}/${parameter}`;
  const at = (resource: string) => ({ path: `${feed}/${resource}${rest}` });
  return [
    ...ofNoTenant(`${FEED}/Computers${rest}`).map((row) => ({ ...row, route })),
    ...rowsOf(route, {
      'no such set': [at('Machines'), nowhere],
      'a set in small letters': [at('computers'), nowhere],
      'a prototype': [at('__proto__'), nowhere],
      'a key of nothing': [at('Computers(999999999)'), nowhere],
      'a key that is no number': [at("Computers('1')"), nowhere],
      'half a key': [at('Installations(1)'), nowhere],
      'a set too long': [at('x'.repeat(301)), invalid],
      'a filter that is none': [{ path: `${at('Computers').path}?$filter=name` }, noFilter],
      'a function that there is not': [
        { path: `${at('Computers').path}?$filter=length(name)%20eq%201` },
        refused(501, 'FILTER_INVALID'),
      ],
      'what the feed does not do': [{ path: `${at('Computers').path}?$expand=software` }, unsupported],
    }),
  ];
}

function setRows(): RouteRow[] {
  const asked = (query: string) => ({ path: `${feed}/Computers?${query}` });
  return rowsOf(`${FEED}/{resource}`, {
    'a column that there is not': [asked('$select=id,nosuch'), refused(400, 'ODATA_SELECT_INVALID')],
    'an order by a function': [asked('$orderby=tolower(name)'), refused(400, 'ORDER_INVALID')],
    'rows below none': [asked('$top=-1'), invalid],
    'rows as a word': [asked('$top=all'), invalid],
    'half a row passed over': [asked('$skip=0.5'), invalid],
    'a count of 1': [asked('$count=1'), invalid],
    'a place to go on that is none': [asked('$skiptoken=x'), refused(400, 'CURSOR_INVALID')],
    'two filters': [asked('$filter=id%20eq%201&$filter=id%20eq%202'), invalid],
    'every installation in an order': [
      { path: `${feed}/Installations?$orderby=name` },
      refused(400, 'QUERY_TOO_WIDE'),
    ],
  });
}
