declare const holds: unique symbol;

/** Text of a column that holds a `T` as JSON. */
export type Json<T> = string & { readonly [holds]: T };

/** A value that JSON does not know, such as undefined, is kept as null. */
export function toJson<T>(value: T): Json<T> {
  return (JSON.stringify(value) ?? 'null') as Json<T>;
}

export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text);
}

/** A record as a table keeps it: the columns named in `Keys` as JSON. */
export type InJson<Row, Keys extends keyof Row> = {
  [Key in keyof Row]: Key extends Keys ? Json<Row[Key]> : Row[Key];
};
