import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { serverErrors } from '../errors.ts';

/** The programs that may set DNS records, as whoever starts the server names them. @throws DNS_HOOK_UNUSABLE */
export function readDnsHooks(programs: readonly string[]): readonly string[] {
  for (const program of programs) {
    if (!isAbsolute(program)) throw unusable(program, 'not an absolute path');
    try {
      accessSync(program, constants.X_OK);
      if (!statSync(program).isFile()) throw new Error('not a file');
    } catch (cause) {
      throw unusable(program, cause instanceof Error ? cause.message : String(cause), cause);
    }
  }
  return programs;
}

function unusable(program: string, why: string, cause?: unknown): Error {
  return serverErrors.error('DNS_HOOK_UNUSABLE', {
    seen: `${program}: ${why}`,
    expected: 'the absolute path of a program that this account may run',
    cause,
  });
}
