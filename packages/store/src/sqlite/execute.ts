import { CompiledQuery, type Kysely } from 'kysely';

/**
 * A statement in its text, where building it anew each time would cost more than running it, or where it is put
 * together from a question. Values are parameters, never text.
 */
export async function execute<Row>(
  // Whatever the schema is: the statement is text.
  db: Pick<Kysely<never>, 'executeQuery'>,
  statement: string,
  parameters: readonly (string | number | null)[],
): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(statement, [...parameters]))).rows;
}
