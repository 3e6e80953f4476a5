import { wrongHostnames } from '../inputs.ts';
import { type CommandRows, each, rowsOf } from './row.ts';

export const consoleRows: CommandRows = ({ file }) => [
  ...rowsOf('console show', { 'a word too many': [['certificate'], 2, 'USAGE_INVALID'] }),
  ...rowsOf('console configure', {
    'no certificate': [[], 2, 'CONSOLE_CERTIFICATE_UNSAID'],
    'two certificates': [
      ['--certificate', 'good', '--file', file('good.pem')],
      2,
      'CONSOLE_CERTIFICATE_UNSAID',
    ],
    'a certificate that is not there': [['--certificate', 'nosuch'], 4, 'CERTIFICATE_NOT_FOUND'],
    'a certificate for another name': [['--certificate', 'other'], 4, 'PREFLIGHT_FAILED'],
    'a file with a certificate for another name': [['--file', file('good.pem')], 4, 'PREFLIGHT_FAILED'],
    'a file that is not there': [['--file', file('nosuch')], 2, 'FILE_UNREADABLE'],
    'a certificate without its key': [['--file', file('bare.pem')], 2, 'CERTIFICATE_KEY_MISSING'],
    ...each(
      wrongHostnames,
      ([hostname, code]) => [['--certificate', 'good', '--hostname', hostname], 2, code],
      'hostname: ',
    ),
  }),
];
