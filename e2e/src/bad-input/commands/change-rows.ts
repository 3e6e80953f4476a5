import { wholeUuid } from '../inputs.ts';
import { type CommandRows, type Row, rowsOf } from './row.ts';

const byId: Readonly<Record<string, Row>> = {
  'an id of nothing': [[wholeUuid], 4, 'CHANGE_NOT_FOUND'],
  'no id': [['latest'], 4, 'CHANGE_NOT_FOUND'],
  'an empty id': [[''], 4, 'CHANGE_NOT_FOUND'],
  'the way up': [['..'], 4, 'CHANGE_NOT_FOUND'],
  'an id too long': [['x'.repeat(101)], 2, 'REQUEST_INVALID'],
  nothing: [[], 2, 'USAGE_INVALID'],
};

export const changeRows: CommandRows = () => [
  ...rowsOf('change list', {
    'of no tenant': [['--tenant', 'nosuch'], 4, 'TENANT_NOT_FOUND'],
    'of an empty tenant': [['--tenant', ''], 4, 'TENANT_NOT_FOUND'],
    'of a tenant whose name is too long': [['--tenant', 'n'.repeat(301)], 2, 'REQUEST_INVALID'],
    'in a state that is none': [['--state', 'over'], 2, 'USAGE_INVALID'],
    'before one of nothing': [['--before', wholeUuid], 4, 'CHANGE_NOT_FOUND'],
    'none at all': [['--limit', '0'], 2, 'NUMBER_INVALID'],
    'more than a page': [['--limit', '1001'], 2, 'REQUEST_INVALID'],
  }),
  ...rowsOf('change show', byId),
  ...rowsOf('change watch', byId),
  ...rowsOf('change undo', byId),
];
