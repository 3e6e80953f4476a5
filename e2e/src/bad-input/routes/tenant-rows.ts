import { strangeNames, tooLongName, wrongHostnames, wrongPorts } from '../inputs.ts';
import type { Scene } from '../scene.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const notFound = refused(404, 'TENANT_NOT_FOUND');

export const tenantRows: RouteRows = (scene) => [
  ...rowsOf('GET /tenants', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...ofNoTenant('GET /tenants/{name}'),
  ...ofNoTenant('GET /tenants/{name}/anchors'),
  ...ofNoTenant('GET /tenants/{name}/database'),
  ...ofNoTenant('GET /tenants/{name}/signing-key'),
  ...ofNoTenant('POST /tenants/{name}/signing-key/rotate'),
  ...ofNoTenant('POST /tenants/{name}/site', {}),
  ...ofNoTenant('DELETE /tenants/{name}'),
  ...createRows(scene),
  ...configureRows(scene),
  ...rowsOf('DELETE /tenants/{name}', {
    'no confirmation': [{ path: '/tenants/beta' }, refused(400, 'CONFIRMATION_MISSING')],
    'the name of another': [{ path: '/tenants/beta?confirm=acme' }, refused(400, 'CONFIRMATION_MISSING')],
    'active clients': [{ path: '/tenants/acme?confirm=acme' }, refused(409, 'TENANT_HAS_CLIENTS')],
  }),
];

/** A tenant that is not there, on any route below one. */
export function ofNoTenant(route: string, body?: unknown): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  const at = (name: string) => ({
    path: pattern.replace('{name}', encodeURIComponent(name)).replaceAll(/\{\w+\}/g, 'x'),
    ...(body !== undefined && { body }),
  });
  return rowsOf(route, {
    ...each(strangeNames, (name) => [at(name), notFound]),
    'a name too long': [at(tooLongName), invalid],
    'a name that is no UTF-8': [
      { ...at('x'), path: pattern.replace('{name}', '%ff').replaceAll(/\{\w+\}/g, 'x') },
      invalid,
    ],
  });
}

function createRows({ installation, takenPort, freePort }: Scene): RouteRow[] {
  const { httpPort, httpsPort } = installation;
  const good = { name: 'new', hostname: 'new.localhost', httpPort, httpsPort };
  const secure = { ...good, binding: 'http+https', certificate: 'good' };
  const names = ['Acme', 'acme_1', '-acme', 'acme.example', 'bücher', 'acme beta', '..', '__proto__'];
  return rowsOf('POST /tenants', {
    ...each(
      wrongHostnames,
      ([hostname, code]) => [{ body: { ...secure, hostname } }, refused(400, code)],
      'hostname: ',
    ),
    ...each(
      wrongPorts,
      (httpPort) => [{ body: { ...good, httpPort } }, refused(400, 'PORT_INVALID')],
      'HTTP port: ',
    ),
    ...each(
      wrongPorts,
      (httpsPort) => [{ body: { ...good, httpsPort } }, refused(400, 'PORT_INVALID')],
      'HTTPS port: ',
    ),
    ...each(
      Object.fromEntries(names.map((name) => [name, name])),
      (name) => [{ body: { ...good, name } }, refused(400, 'TENANT_NAME_INVALID')],
      'name: ',
    ),
    'no name': [{ body: { ...good, name: '' } }, invalid],
    'a name too long': [{ body: { ...good, name: 'n'.repeat(64) } }, invalid],
    'a name that is taken, tried dry': [
      { body: { ...good, name: 'acme', dryRun: true } },
      refused(409, 'TENANT_NAME_TAKEN'),
    ],
    'no hostname': [{ body: { name: 'new' } }, invalid],
    'a hostname of a million characters': [{ body: { ...good, hostname: 'h'.repeat(1_000_000) } }, invalid],
    'a name that is taken': [{ body: { ...good, name: 'acme' } }, refused(409, 'TENANT_NAME_TAKEN')],
    'a hostname that is taken': [
      { body: { ...good, hostname: 'beta.localhost' } },
      refused(409, 'HOSTNAME_TAKEN'),
    ],
    'a port of another program': [
      { body: { ...good, httpPort: takenPort } },
      refused(409, 'PREFLIGHT_FAILED', 'PORT_TAKEN'),
    ],
    'the port of provisioning': [
      { body: { ...good, httpPort: installation.consolePort } },
      refused(409, 'PREFLIGHT_FAILED', 'PORT_TAKEN'),
    ],
    'a port that speaks the other scheme': [
      { body: { ...good, httpPort: httpsPort, httpsPort: freePort } },
      refused(409, 'PORT_SCHEME_CONFLICT'),
    ],
    'one port for both': [
      { body: { ...good, httpPort: 8080, httpsPort: 8080 } },
      refused(400, 'PORTS_EQUAL'),
    ],
    'a proxy without a port': [
      { body: { ...good, proxy: { from: ['10.0.0.5'] } } },
      refused(400, 'PROXY_INCOMPLETE'),
    ],
    'everybody as the proxy': [
      { body: { ...good, proxy: { from: ['0.0.0.0/0'], port: freePort } } },
      refused(400, 'PROXY_ADDRESS_INVALID'),
    ],
    'a proxy by its name': [
      { body: { ...good, proxy: { from: ['proxy.acme.example'], port: freePort } } },
      refused(400, 'PROXY_ADDRESS_INVALID'),
    ],
    'a proxy without an address': [{ body: { ...good, proxy: { from: [], port: freePort } } }, invalid],
    'a proxy as text': [{ body: { ...good, proxy: '10.0.0.5' } }, invalid],
    'a proxy that is not there': [
      { body: { ...good, httpPort: freePort, proxy: { from: ['10.0.0.5'], port: httpPort } } },
      refused(409, 'PREFLIGHT_FAILED', 'PROOF_NO_ANSWER'),
    ],
    'a port as text': [{ body: { ...good, httpPort: '8080' } }, invalid],
    'a port that is null': [{ body: { ...good, httpPort: null } }, invalid],
    'a port that is true': [{ body: { ...good, httpPort: true } }, invalid],
    'a port beyond numbers': [
      { body: JSON.stringify(good).replace(`"httpPort":${httpPort}`, '"httpPort":1e999') },
      invalid,
    ],
    'HTTPS without a certificate': [
      { body: { ...good, binding: 'http+https' } },
      refused(400, 'CERTIFICATE_REQUIRED'),
    ],
    'a certificate that is not there': [
      { body: { ...secure, certificate: 'nosuch' } },
      refused(404, 'CERTIFICATE_NOT_FOUND'),
    ],
    'a certificate whose name is a megabyte': [
      { body: { ...secure, certificate: 'c'.repeat(1_000_000) } },
      invalid,
    ],
    'an expired certificate': [
      { body: { ...secure, hostname: 'acme.localhost', certificate: 'expired' } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_EXPIRED'),
    ],
    'a certificate for another name': [
      { body: { ...secure, certificate: 'other' } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_NAME_MISMATCH'),
    ],
    'another binding': [{ body: { ...good, binding: 'ftp' } }, invalid],
    'a window of a second': [{ body: { ...good, activeWindowSeconds: 1 } }, invalid],
    'more than is asked for': [{ body: { ...good, rescue: true } }, invalid],
    'a prototype': [
      { body: '{"name":"new","hostname":"new.localhost","__proto__":{"binding":"https"}}' },
      invalid,
    ],
    'a constructor': [
      { body: '{"name":"new","hostname":"new.localhost","constructor":{"prototype":{}}}' },
      invalid,
    ],
    'a body of null': [{ body: 'null' }, invalid],
    'no body': [{}, invalid],
    'an empty body': [{ body: '' }, invalid],
    'a body that is no JSON': [{ body: '{"name":"new",' }, invalid],
    'a body of a thousand brackets': [{ body: '['.repeat(1_000) }, invalid],
  });
}

function configureRows({ takenPort, installation }: Scene): RouteRow[] {
  const path = '/tenants/acme/site';
  return rowsOf('POST /tenants/{name}/site', {
    ...each(
      wrongHostnames,
      ([hostname, code]) => [{ path, body: { hostname } }, refused(400, code)],
      'hostname: ',
    ),
    ...each(
      wrongPorts,
      (httpsPort) => [{ path, body: { httpsPort } }, refused(400, 'PORT_INVALID')],
      'HTTPS port: ',
    ),
    'a port of another program': [
      { path, body: { httpsPort: takenPort } },
      refused(409, 'PREFLIGHT_FAILED', 'PORT_TAKEN'),
    ],
    'a port of another program, tried dry': [
      { path, body: { httpsPort: takenPort, dryRun: true } },
      refused(409, 'PREFLIGHT_FAILED', 'PORT_TAKEN'),
    ],
    'one port for both': [{ path, body: { httpPort: installation.httpsPort } }, refused(400, 'PORTS_EQUAL')],
    'a certificate that is not there': [
      { path, body: { certificate: 'nosuch' } },
      refused(404, 'CERTIFICATE_NOT_FOUND'),
    ],
    'an empty name of a certificate': [
      { path, body: { certificate: '' } },
      refused(404, 'CERTIFICATE_NOT_FOUND'),
    ],
    'an expired certificate': [
      { path, body: { certificate: 'expired' } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_EXPIRED'),
    ],
    'a certificate for another name': [
      { path, body: { certificate: 'other', pollingIntervalSeconds: 60 } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_NAME_MISMATCH'),
    ],
    'http to https in one step': [
      { path: '/tenants/beta/site', body: { binding: 'https', certificate: 'good' } },
      refused(409, 'BINDING_SKIPS_INTERIM'),
    ],
    'a binding beside the three': [{ path, body: { binding: 'HTTPS' } }, invalid],
    'a rescue path that is null': [{ path, body: { rescue: null } }, invalid],
    'a rescue path as text': [{ path, body: { rescue: 'false' } }, invalid],
    'a dry run that is null': [{ path, body: { pollingIntervalSeconds: 60, dryRun: null } }, invalid],
    'a polling interval of nothing': [{ path, body: { pollingIntervalSeconds: 0 } }, invalid],
    'a polling interval in fractions': [{ path, body: { pollingIntervalSeconds: 0.5 } }, invalid],
    'an unknown property': [{ path, body: { htttpPort: 80 } }, invalid],
    'foreign agents switched by a boolean': [{ path, body: { foreignAgents: true } }, invalid],
    'a secret of foreign agents that is short': [
      { path, body: { foreignAgents: { secret: { user: 'agents', password: 'secret' } } } },
      refused(400, 'PASSWORD_TOO_SHORT'),
    ],
    'a short secret, tried dry': [
      { path, body: { foreignAgents: { secret: { user: 'agents', password: 'secret' } }, dryRun: true } },
      refused(400, 'PASSWORD_TOO_SHORT'),
    ],
    ...each(
      { 'a colon': 'a:b', 'a line end': 'a\nb', nothing: '' },
      (user) => [{ path, body: { foreignAgents: { secret: { user, password: 'x'.repeat(20) } } } }, invalid],
      'user of foreign agents: ',
    ),
    'a secret without its password': [{ path, body: { foreignAgents: { secret: { user: 'a' } } } }, invalid],
    'a list': [{ path, body: [] }, invalid],
  });
}
