import { strangeNames, tooLongName } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

export const endpointServerRows: CommandRows = () => [
  ...rowsOf(
    'endpoint-server list',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf('endpoint-server invite', {
    ...ofNoTenant((name) => [name]),
    'no hour': [['acme', '--valid-hours', '0'], 2, 'REQUEST_INVALID'],
    'hours without an end': [['acme', '--valid-hours', 'Infinity'], 2, 'NUMBER_INVALID'],
  }),
  ...['show', 'authorize', 'configure', 'retire', 'adopt', 'overrule', 'delete'].flatMap(ofNoServer),
  ...['authorize', 'configure'].flatMap(siteRows),
];

function ofNoServer(verb: string): CommandRow[] {
  return rowsOf(`endpoint-server ${verb}`, {
    ...ofNoTenant((name) => [name, 'branch']),
    ...each(strangeNames, (name) => [['acme', name], 4, 'ENDPOINT_SERVER_NOT_FOUND'], 'endpoint server: '),
    'the default one': [['acme', 'default'], 4, 'ENDPOINT_SERVER_NOT_FOUND'],
    'a name too long': [['acme', tooLongName], 2, 'REQUEST_INVALID'],
    'no endpoint server': [['acme'], 2, 'USAGE_INVALID'],
  });
}

function siteRows(verb: string): CommandRow[] {
  return rowsOf(`endpoint-server ${verb}`, {
    'a binding that is none': [['acme', 'branch', '--binding', 'ftp'], 2, 'USAGE_INVALID'],
    'a port that is none': [['acme', 'branch', '--http-port', '65536'], 2, 'PORT_INVALID'],
    'a rescue path that is neither on nor off': [['acme', 'branch', '--rescue', 'maybe'], 2, 'USAGE_INVALID'],
  });
}
