import { Command } from 'commander';
import { addEnroll } from './cli/commands/enroll.ts';
import { addInventory } from './cli/commands/inventory.ts';
import { addPoll } from './cli/commands/poll.ts';
import { addRun } from './cli/commands/run.ts';
import { addStatus } from './cli/commands/status.ts';
import type { Surroundings } from './cli/surroundings.ts';
import { version } from './version.ts';

/** The `causeway-client` command: the agent on a computer. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('causeway-client')
    .description(
      'The Causeway agent: reports this computer to its endpoint server and follows it wherever it moves.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    });
  addEnroll(program, surroundings);
  addRun(program, surroundings);
  addPoll(program, surroundings);
  addStatus(program, surroundings);
  addInventory(program, surroundings);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}
