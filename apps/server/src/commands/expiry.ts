import type { ExpiryView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';

/** expiry list. */
export function addExpiryCommands(program: Command, context: CommandContext): void {
  program
    .command('expiry')
    .description('when certificates and trust anchors end')
    .command('list')
    .description('the nearest end first, with who uses it and when you are told next')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<ExpiryView[]>('/expiry');
      if (json) return context.printJson(views);
      context.print(
        formatTable(
          ['WHAT', 'NAME', 'ENDS', 'DAYS LEFT', 'STATE', 'NEXT NOTICE', 'USED BY'],
          views.map(toRow),
        ),
      );
    });
}

function toRow({ kind, name, notAfter, daysLeft, severity, nextStepAt, users }: ExpiryView): string[] {
  return [
    kind,
    name,
    formatTime(notAfter),
    String(Math.floor(daysLeft)),
    severity,
    nextStepAt === null ? '-' : formatTime(nextStepAt),
    users.map(describeUser).join(', ') || '-',
  ];
}

function describeUser({ kind, name, addresses }: ExpiryView['users'][number]): string {
  const who = kind === 'console' ? 'the console' : name;
  return addresses.length === 0 ? who : `${who} (${addresses.join(' ')})`;
}
