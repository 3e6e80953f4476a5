import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { serverErrors } from '../errors.ts';
import { readFileOf } from './read-file.ts';
import type { Surroundings } from './surroundings.ts';

/** From the file given (`-` is standard input), else asked for on the terminal without showing it. */
export async function askPassword(file: string | undefined, surroundings: Surroundings): Promise<string> {
  const { stdin, stderr, signal } = surroundings;
  if (file === '-') return firstLine(await text(stdin));
  if (file !== undefined) return firstLine((await readFileOf(file)).toString('utf8'));
  if (!stdin.isTTY) {
    throw serverErrors.error('PASSWORD_MISSING', {
      seen: 'no terminal and no --password-file',
      expected: 'one of the two',
    });
  }
  stderr.write('Password: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: stdin, output: silent, terminal: true });
  try {
    return await terminal.question('', { signal });
  } finally {
    terminal.close();
    stderr.write('\n');
  }
}

function firstLine(content: string): string {
  return content.replace(/\r?\n[\s\S]*$/, '');
}
