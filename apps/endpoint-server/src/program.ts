import { Command } from 'commander';
import { addApply } from './cli/commands/apply.ts';
import { addConfigure } from './cli/commands/configure.ts';
import { addRun } from './cli/commands/run.ts';
import { addStatus } from './cli/commands/status.ts';
import { addTest } from './cli/commands/test.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { version } from './version.ts';

/** The `causeway-endpoint` command: the stand-alone endpoint server and its configuration tool. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('causeway-endpoint')
    .description(
      'A stand-alone Causeway endpoint server: takes what clients send, keeps it, and forwards it to its platform.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    });
  addRun(program, surroundings);
  addStatus(program, surroundings);
  addConfigure(program, surroundings);
  addTest(program, surroundings);
  addApply(program, surroundings);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}
