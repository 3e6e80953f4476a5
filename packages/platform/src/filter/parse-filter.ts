import type { Condition, Filter } from '@causeway/inventory';
import { type Column, columnOf, comparableColumns, type Entity } from '../entity.ts';
import { filterInvalid } from './filter-invalid.ts';
import { Reader } from './reader.ts';
import { readList, readValue } from './values.ts';

/** Longer ones do not fit into the head of a request (Node: 16 KiB, each ' and blank escaped threefold). */
export const LONGEST_FILTER = 8_000;
/** Parentheses and `not` inside each other: no person and no spreadsheet nests deeper, and the stack ends somewhere. */
const DEEPEST = 50;

const COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
const FUNCTIONS = { contains: 'contains', startswith: 'starts-with', endswith: 'ends-with' } as const;
/** Of OData 4.0 section 5.1.1, and not here. */
const UNSUPPORTED = new Set(
  `length indexof substring toupper trim concat year month day hour minute second fractionalseconds
   totaloffsetminutes now maxdatetime mindatetime date time round floor ceiling isof cast any all geo
   substringof add sub mul div mod has`.split(/\s+/),
);

type NamedColumn = Column & { readonly name: string };

/**
 * Reads a filter, which is the `$filter` of OData 4.0 as far as rows without further structure need it: `eq ne lt le gt
 * ge in`, `contains`, `startswith`, `endswith`, `tolower`, `and`, `or`, `not`, parentheses; texts in ', numbers, times
 * and null. Every condition names a column of the entity first, and a value of its kind. @throws FILTER_INVALID
 */
export function parseFilter(text: string, entity: Entity): Filter {
  if (text.length > LONGEST_FILTER)
    throw filterInvalid(text, LONGEST_FILTER + 1, `an end within ${LONGEST_FILTER} characters`);
  const reader = new Reader(text, entity);
  const filter = readAny(reader, 0);
  if (reader.next.kind !== 'end') throw reader.refuse('and, or, or the end');
  return filter;
}

function readAny(reader: Reader, depth: number): Filter {
  return readSeveral(reader, 'or', () => readAll(reader, depth));
}

function readAll(reader: Reader, depth: number): Filter {
  return readSeveral(reader, 'and', () => readOne(reader, depth));
}

function readSeveral(reader: Reader, kind: 'and' | 'or', read: () => Filter): Filter {
  const of = [read()];
  while (reader.take('word', kind)) of.push(read());
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

function readOne(reader: Reader, depth: number): Filter {
  if (depth > DEEPEST) throw reader.refuse(`at most ${DEEPEST} of ( and not inside each other`);
  if (reader.take('word', 'not')) return { kind: 'not', of: readOne(reader, depth + 1) };
  if (reader.take('sign', '(')) {
    const inside = readAny(reader, depth + 1);
    reader.demand(')');
    return inside;
  }
  return readCondition(reader);
}

function readCondition(reader: Reader): Filter {
  const { kind, text } = reader.next;
  const name = text.toLowerCase();
  if (kind === 'word' && reader.isCall() && name !== 'tolower') return readFunction(reader, name);
  return { kind: 'condition', condition: readComparison(reader) };
}

/** `contains(name,'x')`, or the same with `eq true` or `eq false` behind it. */
function readFunction(reader: Reader, name: string): Filter {
  const operator = Object.entries(FUNCTIONS).find(([known]) => known === name)?.[1];
  if (operator === undefined) throw refuseFunction(reader, name);
  reader.skip();
  reader.demand('(');
  const column = readOperand(reader);
  if (column.kind !== 'text') throw reader.refuseBefore(`a column of text in ${name}`);
  reader.demand(',');
  const value = readValue(reader, column);
  if (value === null) throw reader.refuseBefore('a text');
  reader.demand(')');
  const filter: Filter = { kind: 'condition', condition: { column: column.name, operator, value } };
  return readTruth(reader) ? filter : { kind: 'not', of: filter };
}

function readTruth(reader: Reader): boolean {
  if (!reader.take('word', 'eq')) return true;
  if (reader.take('word', 'true')) return true;
  if (reader.take('word', 'false')) return false;
  throw reader.refuse('true or false');
}

function readComparison(reader: Reader): Condition {
  const column = readOperand(reader);
  if (reader.take('word', 'in')) {
    const value = readList(reader, column);
    return { column: column.name, operator: 'in', value };
  }
  const operator = COMPARISONS.find((one) => reader.take('word', one));
  if (operator === undefined) throw refuseOperator(reader);
  const value = readValue(reader, column);
  if (value === null && operator !== 'eq' && operator !== 'ne')
    throw reader.refuseBefore(`a value: null has no ${operator}`);
  return { column: column.name, operator, value };
}

/** A column, or the lower case of one, which is the same: conditions take letters of either case for the same. */
function readOperand(reader: Reader): NamedColumn {
  if (!(reader.next.text.toLowerCase() === 'tolower' && reader.isCall())) return readColumn(reader);
  reader.skip();
  reader.demand('(');
  const column = readColumn(reader);
  if (column.kind !== 'text') throw reader.refuseBefore('a column of text in tolower');
  reader.demand(')');
  return column;
}

function readColumn(reader: Reader): NamedColumn {
  const { kind, text } = reader.next;
  const column = kind === 'word' ? columnOf(reader.entity, text) : undefined;
  if (column === undefined || column.kind === 'json')
    throw reader.refuse(`a column: ${comparableColumns(reader.entity).join(', ')}`);
  reader.skip();
  return { name: text, ...column };
}

function refuseFunction(reader: Reader, name: string): Error {
  return UNSUPPORTED.has(name)
    ? reader.refuse(`contains, startswith, endswith or tolower`, { isUnsupported: true })
    : reader.refuse('a column, contains, startswith, endswith, tolower, not or (');
}

function refuseOperator(reader: Reader): Error {
  const isKnown = UNSUPPORTED.has(reader.next.text.toLowerCase());
  return reader.refuse('eq, ne, lt, le, gt, ge or in', isKnown ? { isUnsupported: true } : undefined);
}
