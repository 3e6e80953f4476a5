import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';

/** What is said of some thousand packages: a statement over them takes a tenth of a second. */
const LONG_TEXT = 200_000;

/**
 * A statement in its text, where building it anew each time would cost more than running it, or where it is put
 * together from a question. Values are parameters, never text. After one about very much others have their turn: a
 * transaction of such statements holds up those that want to write, and nobody else.
 */
export async function execute<Row>(
  // Whatever the schema is: the statement is text.
  db: Pick<Kysely<never>, 'executeQuery'>,
  statement: string,
  parameters: readonly (string | number | null)[],
): Promise<Row[]> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(statement, [...parameters]));
  if (parameters.some(isLong)) await nextTurn();
  return rows;
}

function isLong(parameter: string | number | null): boolean {
  return typeof parameter === 'string' && parameter.length > LONG_TEXT;
}
