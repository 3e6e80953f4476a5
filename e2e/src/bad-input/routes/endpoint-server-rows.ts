import { strangeNames, tooLongName, wholeUuid } from '../inputs.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf, signedOut } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const notFound = refused(404, 'ENDPOINT_SERVER_NOT_FOUND');
const ALL = '/tenants/{name}/endpoint-servers';

export const endpointServerRows: RouteRows = () => [
  ...ofNoTenant(`GET ${ALL}`),
  ...rowsOf(`GET ${ALL}`, { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...ofNoServer('GET', ''),
  ...ofNoServer('DELETE', ''),
  ...ofNoServer('POST', '/authorize', {}),
  ...ofNoServer('POST', '/configure', {}),
  ...ofNoServer('POST', '/retire', {}),
  ...ofNoServer('POST', '/adopt'),
  ...ofNoServer('POST', '/overrule'),
  ...siteRows('authorize'),
  ...siteRows('configure'),
  ...invitationRows(),
];

function ofNoServer(method: string, verb: string, body?: unknown): RouteRow[] {
  const route = `${method} ${ALL}/{server}${verb}`;
  const at = (server: string) => ({
    path: `/tenants/acme/endpoint-servers/${encodeURIComponent(server)}${verb}`,
    ...(body !== undefined && { body }),
  });
  return [
    ...ofNoTenant(route, body),
    ...rowsOf(route, {
      ...each(strangeNames, (name) => [at(name), notFound], 'endpoint server: '),
      'the id of nobody': [at(wholeUuid), notFound],
      'the default one': [at('default'), notFound],
      'a name too long': [at(tooLongName), invalid],
    }),
  ];
}

/** What the shape of a request refuses before anybody looks for the endpoint server. */
function siteRows(verb: string): RouteRow[] {
  const path = `/tenants/acme/endpoint-servers/branch/${verb}`;
  return rowsOf(`POST ${ALL}/{server}/${verb}`, {
    'a binding that is none': [{ path, body: { binding: 'ftp' } }, invalid],
    'a port as text': [{ path, body: { httpPort: '80' } }, invalid],
    'a hostname of a thousand characters and one': [{ path, body: { hostname: 'x'.repeat(1_001) } }, invalid],
    'a field that nobody knows': [{ path, body: { insecure: true } }, invalid],
    'a list': [{ path, body: [] }, invalid],
  });
}

function invitationRows(): RouteRow[] {
  const route = 'POST /tenants/{name}/registration-tokens';
  const path = '/tenants/acme/registration-tokens';
  return [
    ...ofNoTenant(route, {}),
    ...rowsOf(route, {
      'no hour at all': [{ path, body: { validHours: 0 } }, invalid],
      'years of hours': [{ path, body: { validHours: 1e6 } }, invalid],
      'hours as text': [{ path, body: { validHours: '8' } }, invalid],
    }),
  ];
}
