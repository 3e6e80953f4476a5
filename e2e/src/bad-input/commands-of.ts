import { Readable, Writable } from 'node:stream';
import { createProgram } from '@causeway/server';

/** The commands of `causeway` by the words that name them. */
export type CommandNames = ReadonlyMap<string, { readonly hasJson: boolean }>;

type Command = ReturnType<typeof createProgram>;

export function commandsOf(): CommandNames {
  const program = createProgram({
    env: {},
    homeFolder: '',
    stdin: Readable.from([]),
    stdout: new Writable(),
    stderr: new Writable(),
    signal: new AbortController().signal,
    now: Date.now,
  });
  return new Map(leavesOf(program, []));
}

function leavesOf(command: Command, words: readonly string[]): [string, { hasJson: boolean }][] {
  if (command.commands.length > 0)
    return command.commands.flatMap((child) => leavesOf(child, [...words, child.name()]));
  return [[words.join(' '), { hasJson: command.options.some(({ long }) => long === '--json') }]];
}
