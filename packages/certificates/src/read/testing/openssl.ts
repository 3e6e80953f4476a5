import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { TemporaryFolder } from '@causeway/testkit';

/** The machine's `openssl`, with a folder of its own for what goes in and comes out. */
export class OpenSsl implements AsyncDisposable {
  readonly #folder: TemporaryFolder;

  private constructor(folder: TemporaryFolder) {
    this.#folder = folder;
  }

  static async open(): Promise<OpenSsl> {
    return new OpenSsl(await TemporaryFolder.make());
  }

  /** Keeps content as a file. @returns its path */
  file(name: string, content: string | Uint8Array): string {
    const path = this.#folder.file(name);
    writeFileSync(path, content);
    return path;
  }

  /** What a command writes to standard output. @throws when it fails */
  print(...args: readonly string[]): Buffer {
    return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** What a command writes to the file of `-out`. @throws when it fails */
  make(...args: readonly string[]): Buffer {
    const out = this.#folder.file('out');
    this.print(...args, '-out', out);
    return readFileSync(out);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** Undefined when it is there, else why a suite is skipped; with CI=true it is not skipped but fails. */
export function missingOpenSsl(): string | undefined {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return process.env.CI === 'true' ? undefined : 'needs openssl: apt-get install -y openssl';
  }
}
