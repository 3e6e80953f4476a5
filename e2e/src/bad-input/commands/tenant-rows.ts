import { strangeNames, tooLongName, wrongHostnames } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, type Row, rowsOf } from './row.ts';

const wrongPorts = Object.fromEntries(
  ['0', '65536', '-1', '80.5', '0x50', '1e3', '080', '', ' 80', 'http', '9'.repeat(400)].map((port) => [
    port.slice(0, 20),
    port,
  ]),
);

export const tenantRows: CommandRows = ({ installation, takenPort }) => [
  ...createRows(installation),
  ...configureRows(takenPort, installation),
  ...rowsOf('tenant list', {
    'a word too many': [['acme'], 2, 'USAGE_INVALID'],
    'an unknown token': [[], 3, 'SIGNED_OUT', { env: { CAUSEWAY_TOKEN: 'unknown' } }],
  }),
  ...rowsOf(
    'tenant show',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf(
    'tenant anchors',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf('tenant delete', {
    ...ofNoTenant((name) => [name, '--confirm', name]),
    'another name for confirmation': [['beta', '--confirm', 'acme'], 2, 'CONFIRMATION_MISSING'],
    'no confirmation': [['beta'], 2, 'USAGE_INVALID'],
    'active clients': [['acme', '--confirm', 'acme'], 4, 'TENANT_HAS_CLIENTS'],
  }),
  ...rowsOf(
    'crossing show',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf(
    'signing-key rotate',
    ofNoTenant((name) => [name]),
  ),
];

/** A tenant that is not there, wherever a command takes one. */
export function ofNoTenant(args: (name: string) => readonly string[]): Record<string, Row> {
  return {
    ...each(strangeNames, (name) => [args(name), 4, 'TENANT_NOT_FOUND'], 'tenant: '),
    'an empty name of a tenant': [args(''), 4, 'TENANT_NOT_FOUND'],
    'a name of a tenant too long': [args(tooLongName), 2, 'REQUEST_INVALID'],
    'no tenant': [[], 2, 'USAGE_INVALID'],
  };
}

function createRows({ httpPort, httpsPort }: Parameters<CommandRows>[0]['installation']): CommandRow[] {
  const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort)];
  const good = ['new', '--hostname', 'new.localhost', ...ports];
  return rowsOf('tenant create', {
    ...each(
      wrongHostnames,
      ([hostname, code]) => [
        ['new', '--hostname', hostname, ...ports, '--binding', 'http+https', '--certificate', 'good'],
        2,
        code,
      ],
      'hostname: ',
    ),
    ...each(
      wrongPorts,
      (port) => [['new', '--hostname', 'new.localhost', `--http-port=${port}`], 2, 'PORT_INVALID'],
      'HTTP port: ',
    ),
    'no hostname': [['new'], 2, 'USAGE_INVALID'],
    'no name': [['--hostname', 'new.localhost'], 2, 'USAGE_INVALID'],
    'a name in capitals': [['New', ...good.slice(1)], 2, 'TENANT_NAME_INVALID'],
    'a name that is taken': [['acme', ...good.slice(1)], 4, 'TENANT_NAME_TAKEN'],
    'a hostname that is taken': [['new', '--hostname', 'acme.localhost', ...ports], 4, 'HOSTNAME_TAKEN'],
    'a certificate that is not there': [[...good, '--certificate', 'nosuch'], 4, 'CERTIFICATE_NOT_FOUND'],
    'HTTPS without a certificate': [[...good, '--binding', 'http+https'], 2, 'CERTIFICATE_REQUIRED'],
    'another binding': [[...good, '--binding', 'ftp'], 2, 'USAGE_INVALID'],
    'a window that is no number': [[...good, '--active-window-seconds', 'month'], 2, 'NUMBER_INVALID'],
    'an option that is none': [[...good, '--htttp-port', '80'], 2, 'USAGE_INVALID'],
  });
}

function configureRows(
  takenPort: number,
  { httpPort }: Parameters<CommandRows>[0]['installation'],
): CommandRow[] {
  return rowsOf('tenant configure', {
    ...each(wrongHostnames, ([hostname, code]) => [['acme', '--hostname', hostname], 2, code], 'hostname: '),
    ...each(wrongPorts, (port) => [['acme', `--https-port=${port}`], 2, 'PORT_INVALID'], 'HTTPS port: '),
    ...ofNoTenant((name) => [name, '--http-port', '8080']),
    'a port of another program': [['acme', '--https-port', String(takenPort)], 4, 'PREFLIGHT_FAILED'],
    'a port of another program, tried dry': [
      ['acme', '--https-port', String(takenPort), '--dry-run'],
      4,
      'PREFLIGHT_FAILED',
    ],
    'one port for both': [['acme', '--https-port', String(httpPort)], 2, 'PORTS_EQUAL'],
    'a certificate that is not there': [['acme', '--certificate', 'nosuch'], 4, 'CERTIFICATE_NOT_FOUND'],
    'an expired certificate': [['acme', '--certificate', 'expired'], 4, 'PREFLIGHT_FAILED'],
    'a certificate for another name': [['acme', '--certificate', 'other'], 4, 'PREFLIGHT_FAILED'],
    'http to https in one step': [
      ['beta', '--binding', 'https', '--certificate', 'good'],
      4,
      'BINDING_SKIPS_INTERIM',
    ],
    'a proxy that is no address': [
      ['acme', '--proxy-from', '10.0.0.5,proxy', '--proxy-port', '8080'],
      2,
      'PROXY_ADDRESS_INVALID',
    ],
    'a proxy and none': [['acme', '--no-proxy', '--proxy-port', '8080'], 2, 'USAGE_INVALID'],
    'a proxy without its port': [['acme', '--proxy-from', '10.0.0.5'], 2, 'PROXY_INCOMPLETE'],
    'foreign agents between on and off': [['acme', '--foreign-agents', 'maybe'], 2, 'USAGE_INVALID'],
    'a user of foreign agents without a password': [['acme', '--foreign-user', 'agents'], 2, 'USAGE_INVALID'],
    'a password of foreign agents without a user': [
      ['acme', '--foreign-password-file', '-'],
      2,
      'USAGE_INVALID',
    ],
    'a secret for foreign agents that are off': [
      ['acme', '--foreign-agents', 'off', '--foreign-user', 'agents', '--foreign-password-file', '-'],
      2,
      'USAGE_INVALID',
    ],
    'a secret of foreign agents that is short': [
      ['acme', '--foreign-user', 'agents', '--foreign-password-file', '-'],
      2,
      'PASSWORD_TOO_SHORT',
      { stdin: 'secret' },
    ],
    'a file of the secret that is not there': [
      ['acme', '--foreign-user', 'agents', '--foreign-password-file', 'nosuch'],
      2,
      'FILE_UNREADABLE',
    ],
    'a rescue path between on and off': [['acme', '--rescue', 'maybe'], 2, 'USAGE_INVALID'],
    'a polling interval of nothing': [['acme', '--polling-interval-seconds', '0'], 2, 'NUMBER_INVALID'],
    'a polling interval of years': [['acme', '--polling-interval-seconds', '99999999'], 2, 'REQUEST_INVALID'],
  });
}
