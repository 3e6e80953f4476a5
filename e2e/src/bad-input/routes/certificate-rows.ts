import { strangeNames, wrongHostnames } from '../inputs.ts';
import type { Scene } from '../scene.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const notFound = refused(404, 'CERTIFICATE_NOT_FOUND');
const LARGE = 10 * 1024 * 1024;

export const certificateRows: RouteRows = (scene) => [
  ...rowsOf('GET /certificates', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...named('GET /certificates/{name}', notFound),
  ...named('GET /certificates/{name}/inspection', notFound),
  ...named('DELETE /certificates/{name}', notFound),
  ...rowsOf('DELETE /certificates/{name}', {
    'one that is in use': [{ path: '/certificates/good' }, refused(409, 'CERTIFICATE_IN_USE')],
  }),
  ...makeRows('POST /certificates/self-signed'),
  ...importRows(scene),
];

/** A thing below a path that is not there, by each strange name. */
export function named(route: string, refusal: ReturnType<typeof refused>, body?: unknown): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  return rowsOf(
    route,
    each(strangeNames, (name) => [
      { path: pattern.replace('{name}', encodeURIComponent(name)), ...(body !== undefined && { body }) },
      refusal,
    ]),
  );
}

/** What no route that makes a certificate may take. */
export function makeRows(route: string): RouteRow[] {
  const good = { name: 'new', hostnames: ['new.localhost'] };
  return rowsOf(route, {
    ...each(
      wrongHostnames,
      ([hostname, code]) => [
        { body: { ...good, hostnames: ['new.localhost', hostname] } },
        refused(400, code),
      ],
      'hostname: ',
    ),
    'a wildcard in the middle': [
      { body: { ...good, hostnames: ['a.*.example'] } },
      refused(400, 'HOSTNAME_INVALID'),
    ],
    'a name that is taken': [{ body: { ...good, name: 'good' } }, refused(409, 'CERTIFICATE_NAME_TAKEN')],
    'no hostname': [{ body: { ...good, hostnames: [] } }, invalid],
    'a hostname outside a list': [{ body: { ...good, hostnames: 'new.localhost' } }, invalid],
    'a hundred and one hostnames': [
      { body: { ...good, hostnames: Array(101).fill('new.localhost') } },
      invalid,
    ],
    'a day that is none': [{ body: { ...good, validDays: -1 } }, invalid],
    'a name of a thousand characters': [{ body: { ...good, name: 'n'.repeat(1_000) } }, invalid],
    'no body': [{}, invalid],
  });
}

function importRows({ pems }: Scene): RouteRow[] {
  const { good, goodKey, otherKey, anchor } = pems;
  const body = { name: 'new', pem: good, key: goodKey, anchor };
  return rowsOf('POST /certificates/import', {
    'the wrong key': [{ body: { ...body, key: otherKey } }, refused(400, 'CERTIFICATE_KEY_MISMATCH')],
    'no key': [{ body: { name: 'new', pem: good, anchor } }, refused(400, 'CERTIFICATE_KEY_MISSING')],
    'two keys': [{ body: { ...body, pem: good + otherKey } }, refused(400, 'CERTIFICATE_KEY_SEVERAL')],
    'a broken key': [
      { body: { ...body, key: goodKey.replace(/\n\w{8}/, '\nAAAAAAAA') } },
      refused(400, 'CERTIFICATE_KEY_MALFORMED'),
    ],
    'no anchor for a private CA': [
      { body: { name: 'new', pem: good, key: goodKey } },
      refused(400, 'CERTIFICATE_CHAIN_INCOMPLETE'),
    ],
    garbage: [{ body: { name: 'new', pem: 'garbage' } }, refused(400, 'CERTIFICATE_MISSING')],
    'an empty file': [{ body: { name: 'new', pem: '' } }, refused(400, 'CERTIFICATE_MISSING')],
    'a certificate cut in half': [
      { body: { ...body, pem: good.slice(0, good.length / 2) } },
      refused(400, 'CERTIFICATE_MALFORMED'),
    ],
    'certificate and key as one string of NULs': [
      { body: { name: 'new', pem: '\0'.repeat(1_000) } },
      refused(400, 'CERTIFICATE_MISSING'),
    ],
    'a file of 10 MB': [
      { body: { name: 'new', pem: 'x'.repeat(LARGE) } },
      refused(400, 'CERTIFICATE_TOO_LARGE'),
    ],
    'more than a request may be': [
      { body: '{', headers: { 'content-length': String(4 * LARGE) } },
      refused(413, 'REQUEST_TOO_LARGE'),
    ],
    'a name that is taken': [{ body: { ...body, name: 'good' } }, refused(409, 'CERTIFICATE_NAME_TAKEN')],
    'a number for a key': [{ body: { ...body, key: 4711 } }, invalid],
    'no PEM': [{ body: { name: 'new' } }, invalid],
  });
}
