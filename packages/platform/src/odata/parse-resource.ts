import type { Filter } from '@causeway/inventory';
import { platformErrors } from '../errors.ts';
import { type FeedSet, feedSets } from './feed-sets.ts';

const SHOWN_LENGTH = 100;

export interface Resource {
  readonly set: FeedSet;
  /** The one of the set that is meant; all of them without it. */
  readonly key?: Filter;
}

/** `Computers`, `Computers(1)` or `Installations(computerId=1,softwareId=2)`. @throws ODATA_RESOURCE_NOT_FOUND */
export function parseResource(text: string): Resource {
  const [, name = '', predicate] = /^(\w+)(?:\(([^()]*)\))?$/.exec(text) ?? [];
  const set = feedSets.find(({ entity }) => entity.set === name);
  if (set === undefined) throw resourceNotFound(text, feedSets.map(({ entity }) => entity.set).join(', '));
  if (predicate === undefined) return { set };
  const { key } = set.entity;
  const values = new Map(predicate.split(',').map((part) => readPart(part, key)));
  const conditions = key.map((column): Filter => {
    const value = values.get(column);
    if (value === undefined || values.size !== key.length)
      throw resourceNotFound(
        text,
        `${name}(${key.length === 1 ? '1' : key.map((one) => `${one}=1`).join(',')})`,
      );
    return { kind: 'condition', condition: { column, operator: 'eq', value } };
  });
  return { set, key: { kind: 'and', of: conditions } };
}

/** `computerId=1`, or the value alone where the key is one column. */
function readPart(part: string, key: readonly string[]): [string, number | undefined] {
  const [, name, digits = ''] = /^(?:(\w+)=)?(.*)$/s.exec(part.trim()) ?? [];
  const column = name ?? (key.length === 1 ? key[0] : undefined);
  return [column ?? '', /^\d{1,15}$/.test(digits) ? Number(digits) : undefined];
}

export function resourceNotFound(text: string, expected: string): Error {
  const seen = JSON.stringify(text.slice(0, SHOWN_LENGTH));
  return platformErrors.error('ODATA_RESOURCE_NOT_FOUND', { seen, expected });
}
