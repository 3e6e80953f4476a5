import type { ClientPage, ClientView, NewEnrollmentToken } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { anyNumber, wholeNumber } from '../cli/read-option.ts';

const tenantPath = (tenant: string, rest: string) => `/tenants/${encodeURIComponent(tenant)}${rest}`;
const clientPath = (tenant: string, client: string, verb: string) =>
  tenantPath(tenant, `/clients/${encodeURIComponent(client)}/${verb}`);

/** client list, retire, waive, unwaive; enrollment-token create, list, delete. */
export function addClientCommands(program: Command, context: CommandContext): void {
  const client = program.command('client').description('the agents on the computers of a tenant');
  client
    .command('list')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const clients = await allClients(tenant, context);
      if (json) return context.printJson(clients);
      const rows = clients.map((view) => [
        view.name,
        view.id,
        view.waiver === null ? view.standing : 'waived',
        formatTime(view.lastSeenAt),
        view.lastAddress ?? '-',
        `${view.appliedRevision}/${view.fetchedRevision}`,
      ]);
      context.print(
        formatTable(['CLIENT', 'ID', 'STANDING', 'LAST SEEN', 'AT', 'REVISION APPLIED/FETCHED'], rows),
      );
    });
  client
    .command('retire')
    .description('take a client out: it no longer counts, and is no longer served')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .action(async (tenant: string, name: string) => {
      const view = await (await context.api()).post<ClientView>(clientPath(tenant, name, 'retire'));
      context.print(`Client ${view.name} is retired.`);
    });
  client
    .command('waive')
    .description('name a client as one that a crossing may leave behind')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .requiredOption('--reason <words>', 'why; kept in the audit')
    .action(async (tenant: string, name: string, { reason }: { reason: string }) => {
      const view = await (await context.api()).post<ClientView>(clientPath(tenant, name, 'waive'), {
        reason,
      });
      context.print(`Client ${view.name} is waived: ${reason}`);
    });
  client
    .command('unwaive')
    .description('take the waiver back')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .action(async (tenant: string, name: string) => {
      const view = await (await context.api()).post<ClientView>(clientPath(tenant, name, 'unwaive'));
      context.print(`Client ${view.name} counts again.`);
    });
  addEnrollmentTokenCommands(program, context);
}

function addEnrollmentTokenCommands(program: Command, context: CommandContext): void {
  const token = program
    .command('enrollment-token')
    .description('what new clients prove their right to enroll with');
  token
    .command('create')
    .argument('<tenant>')
    .option('--uses <n>', 'how many clients may enroll with it', wholeNumber)
    .option('--valid-hours <h>', 'how long it lasts', anyNumber)
    .option('--json', 'one JSON document')
    .action(async (tenant: string, options: { uses?: number; validHours?: number; json?: boolean }) => {
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
      const rows = tokens.map(({ id, usesLeft, createdAt, expiresAt }) => [
        id,
        String(usesLeft),
        formatTime(createdAt),
        formatTime(expiresAt),
      ]);
      context.print(formatTable(['ID', 'USES LEFT', 'CREATED', 'ENDS'], rows));
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

async function allClients(tenant: string, context: CommandContext): Promise<ClientView[]> {
  const api = await context.api();
  const clients: ClientView[] = [];
  let query = '';
  do {
    const page: ClientPage = await api.get(tenantPath(tenant, `/clients${query}`));
    clients.push(...page.clients);
    query = page.next === undefined ? '' : `?after=${encodeURIComponent(page.next)}`;
  } while (query !== '');
  return clients;
}
