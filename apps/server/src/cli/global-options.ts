import { type Command, Option } from 'commander';

/** Options of every command that talks to provisioning. */
export interface GlobalOptions {
  readonly url?: string;
  readonly anchor?: string;
  readonly sessionFile?: string;
}

const makeOptions = () => [
  new Option('--url <url>', 'where provisioning is (default https://localhost:9000)'),
  new Option('--anchor <file>', 'PEM file with the certificate to trust provisioning by'),
  new Option('--session-file <file>', 'where the session is kept'),
];

/**
 * The global options, understood before and behind the words of a command. A command that has an option of the same
 * name, such as the CA of a certificate, keeps it for itself: there the global one stands in front.
 */
export class GlobalOptionReader {
  readonly #own = new WeakSet<Option>();
  #running: Command | undefined;

  /** To be called when the program has all its commands. */
  addTo(program: Command): void {
    for (const command of [program, ...allCommands(program)]) this.#addTo(command, command !== program);
    program.hook('preAction', (_program, running) => {
      this.#running = running;
    });
  }

  /** Of the command that runs; the nearest to it counts. */
  read(): GlobalOptions {
    return this.#running === undefined ? {} : this.#readFrom(this.#running);
  }

  #addTo(command: Command, isHidden: boolean): void {
    for (const option of makeOptions()) {
      if (command.options.some(({ long }) => long === option.long)) continue;
      command.addOption(option.hideHelp(isHidden));
      this.#own.add(option);
    }
  }

  #readFrom(command: Command): GlobalOptions {
    const given = command.options
      .filter((option) => this.#own.has(option))
      .map((option) => [option.attributeName(), command.getOptionValue(option.attributeName())])
      .filter(([, value]) => value !== undefined);
    const above = command.parent === null ? {} : this.#readFrom(command.parent);
    return { ...above, ...Object.fromEntries(given) };
  }
}

export function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
