import type { ConfigureTenant } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import { serverErrors } from '../errors.ts';
import { askPassword } from './ask-password.ts';
import type { Surroundings } from './surroundings.ts';

export interface ForeignOptions {
  readonly foreignAgents?: 'on' | 'off' | undefined;
  readonly foreignUser?: string | undefined;
  readonly foreignPasswordFile?: string | undefined;
}

export function withForeignOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--foreign-agents <on|off>',
        'take in OCS Inventory, FusionInventory and GLPI agents',
      ).choices(['on', 'off']),
    )
    .option('--foreign-user <user>', 'who they have to sign in as')
    .option(
      '--foreign-password-file <file>',
      'file with their shared password; - reads it from standard input',
    );
}

/** The options as the API takes them. @throws USAGE_INVALID, what reading the file throws */
export async function readForeignAgents(
  { foreignAgents, foreignUser: user, foreignPasswordFile: file }: ForeignOptions,
  surroundings: Surroundings,
): Promise<Pick<ConfigureTenant, 'foreignAgents'>> {
  refuseHalf(user, file);
  if (user === undefined || file === undefined) {
    if (foreignAgents === undefined) return {};
    return { foreignAgents: foreignAgents === 'on' ? {} : null };
  }
  if (foreignAgents === 'off')
    throw serverErrors.error('USAGE_INVALID', {
      seen: '--foreign-agents off beside a user and a password',
      expected: 'one of them',
    });
  return { foreignAgents: { secret: { user, password: await askPassword(file, surroundings) } } };
}

function refuseHalf(user: string | undefined, file: string | undefined): void {
  if ((user === undefined) === (file === undefined)) return;
  throw serverErrors.error('USAGE_INVALID', {
    seen:
      user === undefined
        ? '--foreign-password-file without --foreign-user'
        : '--foreign-user without its password',
    expected: '--foreign-user and --foreign-password-file, or neither',
  });
}
