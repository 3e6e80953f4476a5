import { strangeNames, wholeUuid } from '../inputs.ts';
import { type CommandRows, each, type Row, rowsOf } from './row.ts';

const byId: Readonly<Record<string, Row>> = {
  'an id of nothing': [[wholeUuid], 4, 'ACME_ORDER_NOT_FOUND'],
  'no id': [['latest'], 4, 'ACME_ORDER_NOT_FOUND'],
  'an id too long': [['x'.repeat(101)], 2, 'REQUEST_INVALID'],
};

/** Accounts and orders at CAs that speak ACME, and what becomes of a certificate at its end. No row reaches a CA. */
export const acmeRows: CommandRows = ({ file }) => [
  ...rowsOf('acme account create', {
    'no directory': [['ca'], 2, 'USAGE_INVALID'],
    'a directory that is no URL': [
      ['ca', '--directory', 'ca.localhost', '--agree-to-terms'],
      2,
      'ACME_URL_INVALID',
    ],
    'a directory over HTTP': [
      ['ca', '--directory', 'http://ca.localhost/directory', '--agree-to-terms'],
      2,
      'ACME_URL_INVALID',
    ],
    'an anchor that is garbage': [
      ['ca', '--directory', 'https://ca.localhost/directory', '--anchor', file('garbage.pem')],
      2,
      'ANCHOR_UNREADABLE',
    ],
    'half of what an external account takes': [
      ['ca', '--directory', 'https://ca.localhost/directory', '--eab-kid', 'x'],
      2,
      'EAB_INCOMPLETE',
    ],
  }),
  ...rowsOf('acme account configure', ofNone('ACME_ACCOUNT_NOT_FOUND')),
  ...rowsOf('acme account list', { 'a word too many': [['ca'], 2, 'USAGE_INVALID'] }),
  ...rowsOf('acme account show', ofNone('ACME_ACCOUNT_NOT_FOUND')),
  ...rowsOf('acme account delete', ofNone('ACME_ACCOUNT_NOT_FOUND')),
  ...rowsOf('acme order list', { 'a word too many': [['ca'], 2, 'USAGE_INVALID'] }),
  ...rowsOf('acme order show', byId),
  ...rowsOf('acme order retry', byId),
  ...rowsOf('acme order cancel', byId),
  ...rowsOf('certificate obtain', {
    'an account that is not there': [
      ['new', '--account', 'nosuch', '--hostname', 'new.localhost', '--challenge', 'http-01'],
      4,
      'ACME_ACCOUNT_NOT_FOUND',
    ],
    'another challenge': [
      ['new', '--account', 'nosuch', '--hostname', 'new.localhost', '--challenge', 'smtp-01'],
      2,
      'USAGE_INVALID',
    ],
  }),
  ...rowsOf('certificate renew', {
    ...ofNone('CERTIFICATE_NOT_FOUND'),
    'one that did not come by ACME': [['good'], 4, 'ACME_CERTIFICATE_NOT_OURS'],
  }),
  ...rowsOf('certificate configure', {
    ...ofNone('CERTIFICATE_NOT_FOUND', '--renewal', 'by-hand'),
    'one that nobody can renew by itself': [['good', '--renewal', 'automatic'], 4, 'RENEWAL_IMPOSSIBLE'],
    'a policy that is none': [['good', '--renewal', 'never'], 2, 'USAGE_INVALID'],
  }),
  ...rowsOf('certificate replace', {
    ...ofNone('CERTIFICATE_NOT_FOUND', '--with', 'other'),
    'by one that is not there': [['good', '--with', 'nosuch'], 4, 'CERTIFICATE_NOT_FOUND'],
    'by an expired one': [['good', '--with', 'expired'], 4, 'PREFLIGHT_FAILED'],
    'one that nothing uses': [['other', '--with', 'good'], 4, 'CERTIFICATE_UNUSED'],
    'by nothing': [['good'], 2, 'USAGE_INVALID'],
  }),
];

function ofNone(code: string, ...options: readonly string[]): Record<string, Row> {
  return {
    ...each(strangeNames, (name) => [[name, ...options], 4, code]),
    'no name': [[], 2, 'USAGE_INVALID'],
  };
}
