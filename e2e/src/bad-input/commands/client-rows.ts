import { strangeNames, wholeUuid } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

export const clientRows: CommandRows = () => [
  ...rowsOf('client list', {
    ...ofNoTenant((name) => [name]),
    'a state that is none': [['acme', '--state', 'asleep'], 2, 'USAGE_INVALID'],
    'the kind of an endpoint server': [['acme', '--kind', 'endpoint-server'], 2, 'USAGE_INVALID'],
  }),
  ...ofNoClient('client retire'),
  ...ofNoClient('client waive', '--reason', 'scrapped'),
  ...ofNoClient('client unwaive'),
  ...rowsOf('client waive', {
    'no reason': [['acme', 'workshop'], 2, 'USAGE_INVALID'],
    'an empty reason': [['acme', 'workshop', '--reason', ''], 2, 'REQUEST_INVALID'],
  }),
  ...rowsOf('enrollment-token create', {
    ...ofNoTenant((name) => [name]),
    'no use': [['acme', '--uses', '0'], 2, 'NUMBER_INVALID'],
    'uses beyond measure': [['acme', '--uses', '99999999'], 2, 'REQUEST_INVALID'],
    'no hour': [['acme', '--valid-hours', '0'], 2, 'REQUEST_INVALID'],
    'hours without an end': [['acme', '--valid-hours', 'Infinity'], 2, 'NUMBER_INVALID'],
  }),
  ...rowsOf(
    'enrollment-token list',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf('enrollment-token delete', {
    ...ofNoTenant((name) => [name, 'x']),
    ...each(strangeNames, (id) => [['acme', id.slice(0, 50)], 4, 'ENROLLMENT_TOKEN_NOT_FOUND'], 'id: '),
    'an id too long': [['acme', 'x'.repeat(101)], 2, 'REQUEST_INVALID'],
  }),
];

/** A client that is not there, wherever a command takes one. */
export function ofNoClient(command: string, ...options: readonly string[]): CommandRow[] {
  return rowsOf(command, {
    ...ofNoTenant((name) => [name, 'workshop', ...options]),
    ...each(strangeNames, (name) => [['acme', name, ...options], 4, 'CLIENT_NOT_FOUND'], 'client: '),
    'the id of nobody': [['acme', wholeUuid, ...options], 4, 'CLIENT_NOT_FOUND'],
    'an empty client': [['acme', '', ...options], 4, 'CLIENT_NOT_FOUND'],
    'no client': [['acme'], 2, 'USAGE_INVALID'],
  });
}
