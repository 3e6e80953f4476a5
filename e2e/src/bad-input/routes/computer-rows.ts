import { strangeNames, tooLongName, wholeUuid } from '../inputs.ts';
import { each, invalid, type RouteRow, type RouteRows, refused, rowsOf } from './row.ts';
import { ofNoTenant } from './tenant-rows.ts';

const TENANT = '/tenants/{name}';
const noComputer = refused(404, 'COMPUTER_NOT_FOUND');

/** Every list with a column that it has not. */
const LISTS = {
  computers: 'softwareId',
  software: 'memoryBytes',
  installations: 'memoryBytes',
  changes: 'before',
} as const;

export const computerRows: RouteRows = () => [
  ...Object.entries(LISTS).flatMap(([list, column]) => listRows(`GET ${TENANT}/${list}`, column)),
  ...rowsOf(`GET ${TENANT}/computers`, {
    'archived or not': [{ path: '/tenants/acme/computers?archived=true' }, invalid],
    'a software that is no id': [{ path: '/tenants/acme/computers?software=bash' }, invalid],
  }),
  ...rowsOf(`GET ${TENANT}/installations`, {
    'all of them in an order': [
      { path: '/tenants/acme/installations?order=name' },
      refused(400, 'QUERY_TOO_WIDE'),
    ],
  }),
  ...ofNoComputer('GET', ''),
  ...ofNoComputer('GET', '/software'),
  ...ofNoComputer('GET', '/changes'),
  ...ofNoComputer('POST', '/archive'),
  ...rowsOf(`POST ${TENANT}/computers/{computer}/archive`, {
    'a reason of nothing': [{ path: '/tenants/acme/computers/1/archive', body: { reason: '' } }, invalid],
    'a reason that is a number': [
      { path: '/tenants/acme/computers/1/archive', body: { reason: 7 } },
      invalid,
    ],
    'something else': [{ path: '/tenants/acme/computers/1/archive', body: { why: 'x' } }, invalid],
  }),
  ...ofNoComputer('POST', '/restore'),
  ...ofNoTenant(`GET ${TENANT}/operating-systems`),
  ...byId('GET', 'software', { code: 'SOFTWARE_NOT_FOUND', parameter: 'software' }),
  ...byId('GET', 'software', { code: 'SOFTWARE_NOT_FOUND', parameter: 'software', rest: '/computers' }),
  ...byId('POST', 'duplicates', { code: 'DUPLICATE_NOT_FOUND', parameter: 'duplicate', rest: '/confirm' }),
  ...byId('POST', 'duplicates', { code: 'DUPLICATE_NOT_FOUND', parameter: 'duplicate', rest: '/split' }),
  ...ofNoTenant(`GET ${TENANT}/duplicates`),
  ...rowsOf(`GET ${TENANT}/duplicates`, {
    'another state': [{ path: '/tenants/acme/duplicates?state=closed' }, invalid],
    'none at all': [{ path: '/tenants/acme/duplicates?limit=0' }, invalid],
    'more than a page': [{ path: '/tenants/acme/duplicates?limit=1001' }, invalid],
    'behind what is no id': [{ path: '/tenants/acme/duplicates?after=x' }, invalid],
  }),
];

function listRows(route: string, foreignColumn: string): RouteRow[] {
  const [, pattern = ''] = route.split(' ');
  const path = pattern.replace('{name}', 'acme');
  const asked = (query: string) => ({ path: `${path}?${query}` });
  const noFilter = refused(400, 'FILTER_INVALID');
  const filters = {
    nothing: '',
    SQL: "1' or '1'='1",
    'a comment': "id eq 1; -- '",
    'a column of another list': `${foreignColumn} eq 1`,
    'a prototype': "__proto__ eq 'x'",
    'a text without an end': "name eq 'x",
    'a number for a text': 'computerName eq 1 or name eq 1',
    'no number': 'id eq Infinity or computerId eq Infinity',
    'a hundred parentheses': `${'('.repeat(100)}id eq 1${')'.repeat(100)}`,
    'nine thousand letters': `name eq '${'x'.repeat(3_000)}${"''".repeat(3_000)}'`,
  };
  return [
    ...ofNoTenant(route),
    ...rowsOf(route, {
      ...each(filters, (filter) => [asked(`filter=${encodeURIComponent(filter)}`), noFilter], 'filter: '),
      'two filters': [asked('filter=a&filter=b'), invalid],
      'the same in a file': [asked('format=csv&filter=x'), noFilter],
      'an order by nothing': [asked('order='), refused(400, 'ORDER_INVALID')],
      'an order by another list': [asked(`order=${foreignColumn}`), refused(400, 'ORDER_INVALID')],
      'an order to nowhere': [asked('order=name%20sideways'), refused(400, 'ORDER_INVALID')],
      'none at all': [asked('limit=0'), invalid],
      'a limit without an end': [asked('limit=Infinity'), invalid],
      'more than a page': [asked('limit=1001'), refused(400, 'PAGE_TOO_LARGE')],
      'another format': [asked('format=xml'), invalid],
      'a count of one': [asked('count=1'), invalid],
      'a cursor that is none': [asked('after=x'), refused(400, 'CURSOR_INVALID')],
      'a cursor of null': [
        asked(`after=${Buffer.from('[null,null]').toString('base64url')}`),
        refused(400, 'CURSOR_INVALID'),
      ],
      'a cursor that is none in a file': [asked('format=jsonl&after=x'), refused(400, 'CURSOR_INVALID')],
    }),
  ];
}

function ofNoComputer(method: string, rest: string): RouteRow[] {
  const route = `${method} ${TENANT}/computers/{computer}${rest}`;
  const at = (computer: string) => ({
    path: `/tenants/acme/computers/${encodeURIComponent(computer)}${rest}`,
  });
  return [
    ...ofNoTenant(route),
    ...rowsOf(route, {
      ...each(strangeNames, (name) => [at(name), noComputer], 'computer: '),
      'an id of nothing': [at('999999999'), noComputer],
      'the id of a client': [at(wholeUuid), noComputer],
      'a computer’s name too long': [at(tooLongName), invalid],
    }),
  ];
}

interface ById {
  readonly code: string;
  readonly parameter: string;
  readonly rest?: string;
}

function byId(method: string, kind: string, { code, parameter, rest = '' }: ById): RouteRow[] {
  const route = `${method} ${TENANT}/${kind}/{${parameter}}${rest}`;
  const at = (id: string) => ({ path: `/tenants/acme/${kind}/${encodeURIComponent(id)}${rest}` });
  const ids = {
    ...strangeNames,
    'an id of nothing': '999999999',
    zero: '0',
    negative: '-1',
    hexadecimal: '0x1',
  };
  return [
    ...ofNoTenant(route),
    ...rowsOf(route, {
      ...each(ids, (id) => [at(id), refused(404, code)], 'id: '),
      'an id beyond numbers': [at('9'.repeat(30)), refused(404, code)],
      'an id too long': [at(tooLongName), invalid],
    }),
  ];
}
