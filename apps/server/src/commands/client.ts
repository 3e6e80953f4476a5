import type { ClientPage, ClientQuery, ClientView } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { serverErrors } from '../errors.ts';
import { addClientActionCommands } from './client-actions.ts';

const tenantPath = (tenant: string, rest: string) => `/tenants/${encodeURIComponent(tenant)}${rest}`;
const clientPath = (tenant: string, client: string, verb: string) =>
  tenantPath(tenant, `/clients/${encodeURIComponent(client)}/${verb}`);

type ClientFilter = Pick<ClientQuery, 'search' | 'state' | 'kind' | 'group'>;

const COLUMNS = [
  ...['CLIENT', 'ID', 'KIND', 'AGENT', 'GROUP', 'STATE', 'LAST SEEN', 'AT'],
  'REVISION APPLIED/FETCHED',
];

/** client list, retire, waive, unwaive, group, action, actions, withdraw and diagnostics. */
export function addClientCommands(program: Command, context: CommandContext): void {
  const client = program.command('client').description('the agents on the computers of a tenant');
  client
    .command('list')
    .argument('<tenant>')
    .option('--search <text>', 'a part of the name')
    .addOption(new Option('--state <state>').choices(['active', 'sleeping', 'waived', 'retired']))
    .addOption(new Option('--kind <kind>').choices(['native', 'foreign']))
    .option('--group <group>', 'those in this group')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json, ...filter }: ClientFilter & { json?: boolean }) => {
      const clients = await allClients(tenant, filter, context);
      if (json) return context.printJson(clients);
      const rows = clients.map((view) => [
        view.name,
        view.id,
        view.kind,
        view.version,
        view.group ?? '-',
        view.state,
        formatTime(view.lastSeenAt),
        view.lastAddress ?? '-',
        `${view.appliedRevision}/${view.fetchedRevision}`,
      ]);
      context.print(formatTable(COLUMNS, rows));
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
  addGroupOfClient(client, context);
  addClientActionCommands(client, context);
}

function addGroupOfClient(client: Command, context: CommandContext): void {
  client
    .command('group')
    .description('give a client the frequencies of a group; it hears of it at its next poll')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .argument('[group]')
    .option('--none', 'out of any group: the frequencies of the tenant')
    .action(async (tenant: string, name: string, group: string | undefined, options: { none?: boolean }) => {
      if ((group === undefined) !== (options.none === true))
        throw serverErrors.error('USAGE_INVALID', {
          seen: group === undefined ? 'no group' : 'a group beside --none',
          expected: 'the name of a group, or --none',
        });
      const path = clientPath(tenant, name, 'group');
      const view = await (await context.api()).post<ClientView>(path, { group: group ?? null });
      context.print(
        view.group === null
          ? `Client ${view.name} is in no group.`
          : `Client ${view.name} is in the group ${view.group}.`,
      );
    });
}

async function allClients(
  tenant: string,
  filter: ClientFilter,
  context: CommandContext,
): Promise<ClientView[]> {
  const api = await context.api();
  const clients: ClientView[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ ...filter, ...(after !== undefined && { after }) });
    const page: ClientPage = await api.get(tenantPath(tenant, `/clients?${query}`));
    clients.push(...page.clients);
    after = page.next;
  } while (after !== undefined);
  return clients;
}
