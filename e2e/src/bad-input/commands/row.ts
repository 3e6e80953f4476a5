import type { Scene } from '../scene.ts';

/** One bad command line with the one refusal that it must get. */
export interface CommandRow {
  /** The words that name the command: `tenant create`. */
  readonly command: string;
  readonly says: string;
  /** What follows the command's own words. */
  readonly args: readonly string[];
  readonly stdin?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The exit code. */
  readonly exit: number;
  readonly code: string;
}

export type CommandRows = (scene: Scene) => readonly CommandRow[];

export interface Surrounded {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export type Row = readonly [args: readonly string[], exit: number, code: string, surrounded?: Surrounded];

/** Rows of one command under what each of them says. */
export function rowsOf(command: string, rows: Readonly<Record<string, Row>>): CommandRow[] {
  return Object.entries(rows).map(([says, [args, exit, code, { stdin, env } = {}]]) => ({
    command,
    says,
    args,
    exit,
    code,
    stdin,
    env,
  }));
}

/** A row for each of some values, under their names. */
export function each<Value>(
  values: Readonly<Record<string, Value>>,
  row: (value: Value) => Row,
  prefix = '',
): Record<string, Row> {
  return Object.fromEntries(Object.entries(values).map(([says, value]) => [`${prefix}${says}`, row(value)]));
}
