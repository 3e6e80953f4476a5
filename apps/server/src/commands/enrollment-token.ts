import type { CreateEnrollmentToken, NewEnrollmentToken } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { anyNumber, wholeNumber } from '../cli/read-option.ts';

const tenantPath = (tenant: string, rest: string) => `/tenants/${encodeURIComponent(tenant)}${rest}`;

/** enrollment-token create, list and delete. */
export function addEnrollmentTokenCommands(program: Command, context: CommandContext): void {
  const token = program
    .command('enrollment-token')
    .description('what new clients prove their right to enroll with');
  token
    .command('create')
    .argument('<tenant>')
    .option('--uses <n>', 'how many clients may enroll with it', wholeNumber)
    .option('--valid-hours <h>', 'how long it lasts', anyNumber)
    .option('--group <group>', 'the group that its clients join')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, options: CreateEnrollmentToken & { json?: boolean }) => {
      const { json, ...body } = options;
      const made = await (await context.api()).post<NewEnrollmentToken>(
        tenantPath(tenant, '/enrollment-tokens'),
        body,
      );
      if (json) return context.printJson(made);
      context.print(made.token);
      context.note(
        `Shown this once; ${made.usesLeft} enrollments until ${formatTime(made.expiresAt)}. On each computer:`,
      );
      context.note(`  causeway-client enroll --server ADDRESS --token ${made.token}`);
    });
  token
    .command('list')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const tokens = await (await context.api()).get<Omit<NewEnrollmentToken, 'token'>[]>(
        tenantPath(tenant, '/enrollment-tokens'),
      );
      if (json) return context.printJson(tokens);
      const rows = tokens.map(({ id, usesLeft, group, createdAt, expiresAt }) => [
        id,
        String(usesLeft),
        group ?? '-',
        formatTime(createdAt),
        formatTime(expiresAt),
      ]);
      context.print(formatTable(['ID', 'USES LEFT', 'GROUP', 'CREATED', 'ENDS'], rows));
    });
  token
    .command('delete')
    .argument('<tenant>')
    .argument('<id>')
    .action(async (tenant: string, id: string) => {
      await (await context.api()).delete(tenantPath(tenant, `/enrollment-tokens/${encodeURIComponent(id)}`));
      context.print(`Enrollment token ${id} is deleted.`);
    });
}
