import { strangeNames, wholeUuid } from '../inputs.ts';
import { ofNoClient } from './client-rows.ts';
import { type CommandRows, each, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

export const actionRows: CommandRows = () => [
  ...ofNoClient('client action', 'inventory'),
  ...rowsOf('client action', {
    'nothing to do': [['acme', 'workshop'], 2, 'USAGE_INVALID'],
    'something that clients do not do': [['acme', 'workshop', 'reboot'], 2, 'USAGE_INVALID'],
    'full diagnostics': [['acme', 'workshop', 'diagnostics', '--full'], 2, 'REQUEST_INVALID'],
  }),
  ...rowsOf('client actions', {
    ...ofNoTenant((name) => [name]),
    ...each(strangeNames, (name) => [['acme', name], 4, 'CLIENT_NOT_FOUND'], 'client: '),
  }),
  ...rowsOf('client withdraw', {
    ...ofNoTenant((name) => [name, wholeUuid]),
    'an action that is not there': [['acme', wholeUuid], 4, 'ACTION_NOT_FOUND'],
    'no action': [['acme'], 2, 'USAGE_INVALID'],
  }),
  ...ofNoClient('client diagnostics'),
  ...rowsOf('client diagnostics', {
    'a client that sent none': [['acme', 'workshop'], 4, 'DIAGNOSTICS_NOT_FOUND'],
  }),
];
