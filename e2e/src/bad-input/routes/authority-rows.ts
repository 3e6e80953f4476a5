import { makeRows, named } from './certificate-rows.ts';
import { invalid, type RouteRow, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const notFound = refused(404, 'CERTIFICATE_REQUEST_NOT_FOUND');

/** The internal CA, requests to other CAs, and replacing one certificate by another everywhere. */
export const authorityRows: RouteRows = () => [
  ...rowsOf('GET /authority', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...makeRows('POST /certificates/internal'),
  ...rowsOf('GET /certificate-requests', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...makeRows('POST /certificate-requests'),
  ...named('GET /certificate-requests/{name}', notFound),
  ...named('DELETE /certificate-requests/{name}', notFound),
  ...named('POST /certificate-requests/{name}/answer', notFound, { pem: 'x' }),
  ...replaceRows(),
];

function replaceRows(): RouteRow[] {
  const route = 'POST /certificates/{name}/replace';
  const path = '/certificates/good/replace';
  return [
    ...named(route, refused(404, 'CERTIFICATE_NOT_FOUND'), { with: 'other' }),
    ...rowsOf(route, {
      'by one that is not there': [{ path, body: { with: 'nosuch' } }, refused(404, 'CERTIFICATE_NOT_FOUND')],
      'one that nothing uses': [
        { path: '/certificates/other/replace', body: { with: 'good' } },
        refused(409, 'CERTIFICATE_UNUSED'),
      ],
      'by an expired one': [
        { path, body: { with: 'expired' } },
        refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_EXPIRED'),
      ],
      'by one for another name': [
        { path, body: { with: 'other' } },
        refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_NAME_MISMATCH'),
      ],
      'by nothing': [{ path, body: {} }, invalid],
    }),
  ];
}
