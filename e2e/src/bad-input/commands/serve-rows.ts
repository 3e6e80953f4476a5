import { type CommandRow, type CommandRows, rowsOf } from './row.ts';

export const serveRows: CommandRows = (scene) => {
  const { installation, freePort, file } = scene;
  const data = ['--data', file('fresh')];
  const listen = ['--listen', `localhost:${freePort}`];
  return [
    ...rowsOf('serve', {
      'no place to listen': [[...data, '--listen', ''], 2, 'LISTEN_INVALID'],
      'a port alone': [[...data, '--listen', '9000'], 2, 'LISTEN_INVALID'],
      'a URL': [[...data, '--listen', 'https://localhost:9000'], 2, 'LISTEN_INVALID'],
      'an IPv6 address without brackets': [[...data, '--listen', '::1:9000'], 2, 'LISTEN_INVALID'],
      'port 0': [[...data, '--listen', 'localhost:0'], 2, 'PORT_INVALID'],
      'port 65536': [[...data, '--listen', 'localhost:65536'], 2, 'PORT_INVALID'],
      // RFC 5737: nobody's address.
      'an address of another machine': [[...data, '--listen', `192.0.2.7:${freePort}`], 2, 'LISTEN_INVALID'],
      'a port that is taken': [
        [...data, '--listen', `localhost:${installation.consolePort}`],
        4,
        'CONSOLE_PORT_TAKEN',
      ],
      'a data folder that is in use': [['--data', installation.dataFolder, ...listen], 4, 'DATA_IN_USE'],
      'a data folder that is a file': [['--data', file('good.pem'), ...listen], 2, 'DATA_UNWRITABLE'],
      'a level of the log that is none': [[...data, ...listen, '--log-level', 'loud'], 2, 'USAGE_INVALID'],
    }),
    ...keyRows(scene),
  ];
};

function keyRows({ file }: Parameters<CommandRows>[0]): CommandRow[] {
  const nowhere = ['--data', file('nowhere')];
  const stdin = 'correct horse battery staple\n';
  return [
    ...rowsOf('installation-key show', {
      'no key': [nowhere, 4, 'INSTALLATION_KEY_MISSING'],
      'a file that is no key': [
        [...nowhere, '--key-file', file('garbage.pem')],
        2,
        'INSTALLATION_KEY_EXPOSED',
      ],
    }),
    ...rowsOf('installation-key backup', {
      'no key': [[file('backup'), ...nowhere], 4, 'INSTALLATION_KEY_MISSING', { stdin }],
      'no file': [nowhere, 2, 'USAGE_INVALID'],
    }),
    ...rowsOf('installation-key restore', {
      'a file that is not there': [
        [file('nosuch'), ...nowhere, '--password-file', '-'],
        2,
        'FILE_UNREADABLE',
        { stdin },
      ],
    }),
  ];
}
