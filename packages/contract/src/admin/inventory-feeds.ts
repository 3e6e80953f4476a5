import { type TSchema, Type } from 'typebox';
import { MOST_ROWS_A_PAGE } from '../limits.ts';

/** Room for any filter, which says itself what is too long. */
const LONGEST = 16_000;

export const listFormats = ['json', 'csv', 'jsonl'] as const;
export type ListFormat = (typeof listFormats)[number];

const Text = (description: string) => Type.Optional(Type.String({ maxLength: LONGEST, description }));

/** What a list of rows can be asked for. */
export const ListQuery = Type.Object({
  filter: Text("such as: osFamily eq 'linux' and memoryBytes ge 8000000000"),
  search: Text('words, each of which must begin a word of the row'),
  order: Text('columns, each with asc or desc: memoryBytes desc, name'),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      description: `rows; a page of JSON has at most ${MOST_ROWS_A_PAGE}, and 100 unless this says otherwise`,
    }),
  ),
  after: Text('`next` of the page before'),
  count: Type.Optional(Type.Boolean({ description: 'whether `total` is wanted, which costs more' })),
  format: Type.Optional(Type.Enum([...listFormats])),
});

export const ComputerListQuery = Type.Object({
  ...ListQuery.properties,
  archived: Type.Optional(Type.Enum(['present', 'archived', 'all'])),
  software: Type.Optional(Type.Integer({ minimum: 1, description: 'only those that have this software' })),
});

/** A page of rows. */
export const PageOf = <Row extends TSchema>(row: Row) =>
  Type.Object({
    rows: Type.Array(row),
    next: Type.Optional(Type.String({ description: 'give it back as `after`; absent on the last page' })),
    total: Type.Optional(Type.Integer()),
  });

/** For commands and pages that read a list. */
export interface PageView<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly total?: number;
}
