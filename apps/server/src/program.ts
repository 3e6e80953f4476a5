import { Command, CommanderError } from 'commander';
import { CommandContext } from './cli/command-context.ts';
import { allCommands, GlobalOptionReader } from './cli/global-options.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { addAccessCommands } from './commands/access.ts';
import { addAcmeCommands } from './commands/acme.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addAuthorityCommands } from './commands/authority.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addCertificateCommands } from './commands/certificate.ts';
import { addChangeCommands } from './commands/change.ts';
import { addClientCommands } from './commands/client.ts';
import { addComputerCommands } from './commands/computer.ts';
import { addConsoleCommands } from './commands/console.ts';
import { addCrossingCommands } from './commands/crossing.ts';
import { addDuplicateCommands } from './commands/duplicate.ts';
import { addEndpointServerCommands } from './commands/endpoint-server.ts';
import { addEnrollmentTokenCommands } from './commands/enrollment-token.ts';
import { addExpiryCommands } from './commands/expiry.ts';
import { addGroupCommands } from './commands/group.ts';
import { addInstallationKeyCommands } from './commands/installation-key.ts';
import { addNoticeCommands } from './commands/notice.ts';
import { addOpenIdCommands } from './commands/openid.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSigningKeyCommands } from './commands/signing-key.ts';
import { addSoftwareCommands } from './commands/software.ts';
import { addTenantCommands } from './commands/tenant.ts';
import { addUserCommands } from './commands/user.ts';
import { version } from './version.ts';

/** The `causeway` command: the server, and everything an admin does through its API. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('causeway')
    .description('Moves a fleet of clients from one transport to another without losing one.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      // Refusals are told once, with their code, where the command ends.
      outputError: () => {},
    });
  const globals = new GlobalOptionReader();
  const context = new CommandContext(surroundings, () => globals.read());
  addServeCommand(program, surroundings);
  addAccessCommands(program, context);
  addUserCommands(program, context);
  addOpenIdCommands(program, context);
  addAuditCommand(program, context);
  addTenantCommands(program, context);
  addCertificateCommands(program, context);
  addAcmeCommands(program, context);
  addAuthorityCommands(program, context);
  addClientCommands(program, context);
  addEnrollmentTokenCommands(program, context);
  addGroupCommands(program, context);
  addComputerCommands(program, context);
  addSoftwareCommands(program, context);
  addDuplicateCommands(program, context);
  addEndpointServerCommands(program, context);
  addCrossingCommands(program, context);
  addChangeCommands(program, context);
  addSigningKeyCommands(program, context);
  addExpiryCommands(program, context);
  addNoticeCommands(program, context);
  addInstallationKeyCommands(program, context);
  addConsoleCommands(program, context);
  addBackupCommands(program, context);
  for (const command of allCommands(program)) command.copyInheritedSettings(program);
  globals.addTo(program);
  return program;
}

/** Commander's own refusals: an unknown option, a missing argument, and the end of --help. */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}
