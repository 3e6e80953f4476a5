import { strangeNames, wrongHostnames } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, type Row, rowsOf } from './row.ts';

/** The internal CA, and requests to other CAs. */
export const authorityRows: CommandRows = (scene) => [
  ...rowsOf('authority show', { 'before there is one': [[], 4, 'AUTHORITY_MISSING'] }),
  ...rowsOf('authority export', {
    'before there is one': [[], 4, 'AUTHORITY_MISSING'],
    'a word too many': [['root'], 2, 'USAGE_INVALID'],
  }),
  ...createRows(),
  ...rowsOf('certificate request list', { 'a word too many': [['shop'], 2, 'USAGE_INVALID'] }),
  ...rowsOf('certificate request show', ofNone()),
  ...rowsOf('certificate request delete', ofNone()),
  ...rowsOf('certificate request answer', {
    ...ofNone(scene.file('good.pem')),
    'no file': [['shop'], 2, 'USAGE_INVALID'],
    'a file that is not there': [['shop', scene.file('nosuch')], 2, 'FILE_UNREADABLE'],
    'a chain that is not there': [
      ['shop', scene.file('good.pem'), '--chain', scene.file('nosuch')],
      2,
      'FILE_UNREADABLE',
    ],
  }),
];

function createRows(): CommandRow[] {
  const line = (...options: string[]) => ['new', '--hostname', 'new.localhost', ...options];
  return rowsOf('certificate request create', {
    ...each(wrongHostnames, ([hostname, code]) => [['new', '--hostname', hostname], 2, code], 'hostname: '),
    'the name of a certificate': [['good', '--hostname', 'new.localhost'], 4, 'CERTIFICATE_NAME_TAKEN'],
    'no hostname': [['new'], 2, 'USAGE_INVALID'],
    'a kind of key that is none': [line('--key-type', 'rsa-512'), 2, 'USAGE_INVALID'],
    'a country that is none': [line('--country', 'Germany'), 2, 'REQUEST_INVALID'],
    'an organization of 65 characters': [line('--organization', 'o'.repeat(65)), 2, 'REQUEST_INVALID'],
  });
}

function ofNone(...more: string[]): Record<string, Row> {
  return {
    ...each(strangeNames, (name) => [[name, ...more], 4, 'CERTIFICATE_REQUEST_NOT_FOUND']),
    'no name': [[], 2, 'USAGE_INVALID'],
  };
}
