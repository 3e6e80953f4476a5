import type { SigningKeysView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';

/** signing-key rotate. */
export function addSigningKeyCommands(program: Command, context: CommandContext): void {
  program
    .command('signing-key')
    .description('the keys that sign config.ini')
    .command('rotate')
    .description('one step of a rotation: announce a coming key; the second time, let it take over')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const path = `/tenants/${encodeURIComponent(tenant)}/signing-key/rotate`;
      const keys = await (await context.api()).post<SigningKeysView>(path);
      if (json) context.printJson(keys);
      else context.print(describe(keys, tenant));
    });
}

function describe({ current, next }: SigningKeysView, tenant: string): string {
  if (next === null) return `Key ${current} signs config.ini from now on.`;
  return (
    `Key ${next} is announced; ${current} goes on to sign beside it.\n` +
    `When the fleet has fetched this revision: causeway signing-key rotate ${tenant}`
  );
}
