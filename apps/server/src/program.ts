import { Command, CommanderError } from 'commander';
import { CommandContext, type GlobalOptions } from './cli/command-context.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { addAccessCommands } from './commands/access.ts';
import { addCertificateCommands } from './commands/certificate.ts';
import { addChangeCommands } from './commands/change.ts';
import { addClientCommands } from './commands/client.ts';
import { addCrossingCommands } from './commands/crossing.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSigningKeyCommands } from './commands/signing-key.ts';
import { addTenantCommands } from './commands/tenant.ts';
import { version } from './version.ts';

/** The `causeway` command: the server, and everything an admin does through its API. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('causeway')
    .description('Moves a fleet of clients from one transport to another without losing one.')
    .version(version)
    .option('--url <url>', 'where provisioning is (default https://localhost:9000)')
    .option('--anchor <file>', 'PEM file with the certificate to trust provisioning by')
    .option('--session-file <file>', 'where the session is kept')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    });
  const context = new CommandContext(surroundings, () => program.opts<GlobalOptions>());
  addServeCommand(program, surroundings);
  addAccessCommands(program, context);
  addTenantCommands(program, context);
  addCertificateCommands(program, context);
  addClientCommands(program, context);
  addCrossingCommands(program, context);
  addChangeCommands(program, context);
  addSigningKeyCommands(program, context);
  for (const command of allCommands(program)) command.copyInheritedSettings(program);
  return program;
}

/** Commander's own refusals: an unknown option, a missing argument, and the end of --help. */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
