import { type CommandRows, rowsOf } from './row.ts';

export const backupRows: CommandRows = ({ installation, file }) => [
  ...rowsOf('backup create', {
    'no folder': [[], 2, 'USAGE_INVALID'],
    'a folder without an installation': [[file('made'), '--data', file('nowhere')], 4, 'DATA_MISSING'],
    'a file that is there': [[file('good.pem'), '--data', installation.dataFolder], 2, 'FILE_UNWRITABLE'],
    'a place that is not there': [
      [file('nosuch/made'), '--data', installation.dataFolder],
      2,
      'FILE_UNWRITABLE',
    ],
    'no key to put into it': [
      [file('made'), '--data', installation.dataFolder, '--with-key', '--key-file', file('nosuch')],
      4,
      'INSTALLATION_KEY_MISSING',
    ],
    'a short password for the key': [
      [file('made'), '--data', installation.dataFolder, '--with-key', '--password-file', '-'],
      2,
      'PASSWORD_TOO_SHORT',
      { stdin: 'hunter2\n' },
    ],
  }),
  ...rowsOf('backup restore', {
    'no folder': [[], 2, 'USAGE_INVALID'],
    'a folder that is no backup': [[file('nosuch'), '--data', file('new')], 2, 'BACKUP_UNREADABLE'],
    'an installation': [[installation.dataFolder, '--data', file('new')], 2, 'BACKUP_UNREADABLE'],
  }),
];
