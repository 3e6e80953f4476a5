import { wrongHostnames } from '../inputs.ts';
import { each, invalid, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

export const consoleRows: RouteRows = ({ pems: { good, goodKey, anchor } }) => [
  ...rowsOf('GET /console/certificate', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('PUT /console/certificate', {
    'a certificate that is not there': [
      { body: { certificate: 'nosuch' } },
      refused(404, 'CERTIFICATE_NOT_FOUND'),
    ],
    'a certificate for another name': [
      { body: { certificate: 'other' } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_NAME_MISMATCH'),
    ],
    'a certificate that has expired': [
      { body: { certificate: 'expired', hostname: 'acme.localhost' } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_EXPIRED'),
    ],
    ...each(
      wrongHostnames,
      ([hostname, code]) => [{ body: { certificate: 'good', hostname } }, refused(400, code)],
      'hostname: ',
    ),
    'a file with a certificate for another name': [
      { body: { import: { name: 'new', pem: good + goodKey, anchor } } },
      refused(409, 'PREFLIGHT_FAILED', 'CERTIFICATE_NAME_MISMATCH'),
    ],
    'a file under a name that is taken': [
      { body: { import: { name: 'good', pem: good + goodKey, anchor }, hostname: 'acme.localhost' } },
      refused(409, 'CERTIFICATE_NAME_TAKEN'),
    ],
    'no certificate': [{ body: {} }, refused(400, 'CONSOLE_CERTIFICATE_UNSAID')],
    'two certificates': [
      { body: { certificate: 'good', import: { name: 'new', pem: good } } },
      refused(400, 'CONSOLE_CERTIFICATE_UNSAID'),
    ],
    'more than is asked for': [{ body: { certificate: 'good', verify: false } }, invalid],
  }),
  ...rowsOf('POST /console/certificate/confirm', {
    'when none is on trial': [{}, refused(409, 'CONSOLE_TRIAL_OVER')],
  }),
];
