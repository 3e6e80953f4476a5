/** What tells our databases apart, and how each came to its present shape. */
export interface DatabaseKind {
  readonly name: string;
  /** `PRAGMA application_id`, so that no database is ever opened as one of the other kind. */
  readonly applicationId: number;
  /** SQL scripts, only ever added to at the end. `PRAGMA user_version` counts those that have run. */
  readonly migrations: readonly string[];
}
