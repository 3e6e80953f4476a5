import { strangeNames } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

export const computerRows: CommandRows = () => [
  ...listRows('computer list'),
  ...rowsOf('computer list', {
    'archived or not': [['acme', '--archived', 'yes'], 2, 'REQUEST_INVALID'],
    'a filter that is none, as CSV': [['acme', '--csv', '--filter', 'x'], 2, 'FILTER_INVALID'],
  }),
  ...listRows('software list'),
  ...rowsOf('software list', {
    'of a computer that is not there': [['acme', '--computer', 'nosuch'], 4, 'COMPUTER_NOT_FOUND'],
  }),
  ...ofNoComputer('computer show'),
  ...ofNoComputer('computer history'),
  ...ofNoComputer('computer archive'),
  ...ofNoComputer('computer restore'),
  ...ofNoId('software show', 'SOFTWARE_NOT_FOUND'),
  ...ofNoId('duplicate confirm', 'DUPLICATE_NOT_FOUND'),
  ...ofNoId('duplicate split', 'DUPLICATE_NOT_FOUND'),
  ...rowsOf('duplicate list', {
    ...ofNoTenant((name) => [name]),
    'another state': [['acme', '--state', 'closed'], 2, 'REQUEST_INVALID'],
  }),
];

function listRows(command: string): CommandRow[] {
  return rowsOf(command, {
    ...ofNoTenant((name) => [name]),
    'a filter that is none': [['acme', '--filter', 'name'], 2, 'FILTER_INVALID'],
    'an empty filter': [['acme', '--filter', ''], 2, 'FILTER_INVALID'],
    'an order by nothing': [['acme', '--order', ''], 2, 'ORDER_INVALID'],
    'no row at all': [['acme', '--limit', '0'], 2, 'NUMBER_INVALID'],
    'rows as a word': [['acme', '--limit', 'all'], 2, 'NUMBER_INVALID'],
  });
}

function ofNoComputer(command: string): CommandRow[] {
  return rowsOf(command, {
    ...ofNoTenant((name) => [name, 'anna-pc']),
    ...each(strangeNames, (name) => [['acme', name], 4, 'COMPUTER_NOT_FOUND'], 'computer: '),
    'an id of nothing': [['acme', '999999999'], 4, 'COMPUTER_NOT_FOUND'],
    'an empty computer': [['acme', ''], 4, 'COMPUTER_NOT_FOUND'],
    'no computer': [['acme'], 2, 'USAGE_INVALID'],
  });
}

function ofNoId(command: string, code: string): CommandRow[] {
  return rowsOf(command, {
    ...ofNoTenant((name) => [name, '1']),
    ...each(strangeNames, (id) => [['acme', id], 4, code], 'id: '),
    'an id of nothing': [['acme', '999999999'], 4, code],
    'no id': [['acme'], 2, 'USAGE_INVALID'],
  });
}
