import { strangeNames } from '../inputs.ts';
import { ofNoClient } from './client-rows.ts';
import { type CommandRows, each, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

export const groupRows: CommandRows = () => [
  ...rowsOf(
    'group list',
    ofNoTenant((name) => [name]),
  ),
  ...rowsOf('group set', {
    ...ofNoTenant((name) => [name, 'laptops']),
    'a name in capitals': [['acme', 'Laptops'], 2, 'GROUP_NAME_INVALID'],
    'an empty name': [['acme', ''], 2, 'GROUP_NAME_INVALID'],
    'no name': [['acme'], 2, 'USAGE_INVALID'],
    'polls of nothing': [['acme', 'laptops', '--polling-interval-seconds', '0'], 2, 'NUMBER_INVALID'],
    'polls as never': [['acme', 'laptops', '--polling-interval-seconds', 'never'], 2, 'NUMBER_INVALID'],
    'inventories of seconds': [
      ['acme', 'laptops', '--inventory-interval-seconds', '9'],
      2,
      'REQUEST_INVALID',
    ],
    'a window shorter than its polls': [
      ['acme', 'laptops', '--active-window-seconds', '60', '--polling-interval-seconds', '60'],
      2,
      'ACTIVE_WINDOW_TOO_SHORT',
    ],
  }),
  ...rowsOf('group delete', {
    ...ofNoTenant((name) => [name, 'laptops']),
    ...each(strangeNames, (name) => [['acme', name], 4, 'GROUP_NOT_FOUND'], 'group: '),
  }),
  ...ofNoClient('client group', '--none'),
  ...rowsOf('client group', {
    'neither a group nor none': [['acme', 'workshop'], 2, 'USAGE_INVALID'],
    'a group and none': [['acme', 'workshop', 'laptops', '--none'], 2, 'USAGE_INVALID'],
    'a group that is not there': [['acme', 'workshop', 'nosuch'], 4, 'GROUP_NOT_FOUND'],
  }),
  ...rowsOf('enrollment-token create', {
    'a group that is not there': [['acme', '--group', 'nosuch'], 4, 'GROUP_NOT_FOUND'],
  }),
];
