import { type CommandRun, runCommand } from '../bad-input/run-command.ts';
import type { Installation } from '../constellation/index.ts';

/** The `causeway` command of an installation's admin without a process for each: the server is a real one. */
export class InProcessAdmin {
  readonly #installation: Installation;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** Runs a command; every way it can end is in the result. */
  async causeway(args: readonly string[]): Promise<CommandRun> {
    return runCommand({ args }, this.#installation);
  }

  /** Runs a command that must succeed. @returns its standard output */
  async run(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.causeway(args);
    if (code !== 0) throw new Error(`causeway ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Runs a command that must succeed, with --json. The caller names the shape that the OpenAPI document gives. */
  async json<Answer>(args: readonly string[]): Promise<Answer> {
    return JSON.parse(await this.run([...args, '--json'])) as Answer;
  }
}
