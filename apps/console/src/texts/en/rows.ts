import type { Operator } from '../../parts/filter/conditions.ts';

const operators: Readonly<Record<Operator, string>> = {
  contains: 'contains',
  startswith: 'begins with',
  endswith: 'ends with',
  eq: 'is',
  ne: 'is not',
  lt: 'is below',
  le: 'is at most',
  gt: 'is above',
  ge: 'is at least',
  unknown: 'is not known',
  known: 'is known',
};

/** For lists of any length: their rows, filters, columns and files. */
export const rows = {
  coming: (loaded: string, total: string) => `On its way: ${loaded} of ${total} rows are here …`,
  asOf: 'As of',
  refresh: 'Fetch anew',
  dash: '–',
  filter: {
    title: 'Filter',
    button: (count: number) => (count === 0 ? 'Filter' : `Filter (${count})`),
    byHand: 'Filter (by hand)',
    modes: { conditions: 'Conditions', text: 'As text' },
    modeLabel: 'How the filter is written',
    allHold: 'Rows for which all of these hold.',
    none: 'No condition yet: every row is shown.',
    condition: (number: number) => `Condition ${number}`,
    column: 'Column',
    operator: 'How',
    value: 'Value',
    values: { text: 'Text', count: 'Number', bytes: 'GiB', time: 'Time' },
    timeOperators: { lt: 'is before', ge: 'is at or after' },
    add: 'Add a condition',
    remove: (number: number) => `Remove condition ${number}`,
    apply: 'Apply',
    incomplete: 'A condition has no value yet.',
    clear: 'Clear the filter',
    isClear: 'There is no filter.',
    tooRich: 'This filter says more than conditions that all hold. Change it as text, or clear it.',
    text: 'Filter',
    textHint: (columns: string) =>
      `Conditions with and, or, not and parentheses: startswith(name,'pc-') and not (domain eq null). Columns: ${columns}`,
    operators,
  },
  columns: { button: 'Columns', legend: 'Columns to show', reset: 'As at first' },
  files: {
    button: 'Export',
    csv: 'CSV, for spreadsheets',
    jsonLines: 'JSON Lines, for programs',
    odata: 'OData, for Excel and Power BI',
    odataTitle: 'A feed for Excel and Power BI',
    odataSteps:
      'In Excel: Data, Get Data, From Other Sources, From OData Feed; in Power BI: Get data, OData feed. Give this address, choose Basic, any user name, and an API token as the password.',
    odataHttp:
      'API tokens are taken as passwords over HTTPS alone, and this page came over HTTP: give the tenant a binding with HTTPS first.',
    odataSearch: 'The search is not in the feed: filter in Excel or Power BI.',
    odataAddress: 'Address of the feed',
    close: 'Close',
  },
};
