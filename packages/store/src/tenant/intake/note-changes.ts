import type { ComputerId, InventoryChange } from '@causeway/inventory';
import type { Kysely } from 'kysely';
import { toJson } from '../../json.ts';
import { execute } from '../../sqlite/execute.ts';
import type { TenantSchema } from '../schema.ts';

/** More than an upgrade of a whole distribution brings; a client cannot fill the disk by turning about ever again. */
const MOST_NOTED = 5_000;

/** What the history says of a computer as a whole. */
export interface ComputerChange {
  readonly section: 'computer';
  readonly kind: 'added' | 'changed';
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
}

const addStatement = `
insert into changes ("computerId", "at", "section", "kind", "what", "before", "after")
select ?, ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
  json_extract(value, '$[3]'), json_extract(value, '$[4]')
from json_each(?)`;

/** Of more than are noted of one inventory, the first and how many there were. */
export async function noteChanges(
  trx: Kysely<TenantSchema>,
  computerId: ComputerId,
  at: number,
  changes: readonly (InventoryChange | ComputerChange)[],
): Promise<void> {
  if (changes.length === 0) return;
  const noted = changes.length > MOST_NOTED ? [...changes.slice(0, MOST_NOTED), restOf(changes)] : changes;
  const rows = noted.map(({ section, kind, what, before, after }) => [
    ...[section, kind, what],
    ...[toJson(before), toJson(after)],
  ]);
  await execute(trx, addStatement, [computerId, at, JSON.stringify(rows)]);
}

function restOf({ length }: readonly unknown[]): ComputerChange {
  const what = `${length - MOST_NOTED} more changes, which were not noted one by one`;
  return { section: 'computer', kind: 'changed', what, before: null, after: null };
}
