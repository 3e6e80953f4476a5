/** A piece of a statement with the values of its question marks, in their order. */
export interface SqlText {
  readonly text: string;
  readonly parameters: readonly (string | number | null)[];
}

export function joinSql(pieces: readonly SqlText[], separator: string): SqlText {
  return {
    text: pieces.map(({ text }) => text).join(separator),
    parameters: pieces.flatMap(({ parameters }) => parameters),
  };
}

export function sqlText(text: string, ...parameters: SqlText['parameters']): SqlText {
  return { text, parameters };
}
