import { actionKinds } from '@causeway/contract';
import type { ActionPage, ActionView, AskClient, DiagnosticsView } from '@causeway/contract/admin';
import { Argument, type Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';

const tenantPath = (tenant: string, rest: string) => `/tenants/${encodeURIComponent(tenant)}${rest}`;
const clientPath = (tenant: string, client: string, rest: string) =>
  tenantPath(tenant, `/clients/${encodeURIComponent(client)}/${rest}`);

/** client action, actions, withdraw and diagnostics. */
export function addClientActionCommands(client: Command, context: CommandContext): void {
  addAction(client, context);
  addActions(client, context);
  client
    .command('withdraw')
    .description('take back what a client has not come for yet')
    .argument('<tenant>')
    .argument('<action>', 'id, as `client actions` lists it')
    .action(async (tenant: string, id: string) => {
      const path = tenantPath(tenant, `/actions/${encodeURIComponent(id)}`);
      await (await context.api()).delete(path);
      context.print(`Action ${id} is taken back.`);
    });
  client
    .command('diagnostics')
    .description('the newest diagnostics that a client sent, as JSON')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<DiagnosticsView>(clientPath(tenant, name, 'diagnostics'));
      if (json) return context.printJson(view);
      context.note(`${view.client.name}, ${formatTime(view.receivedAt)}`);
      context.print(JSON.stringify(view.document, null, 2));
    });
}

function addAction(client: Command, context: CommandContext): void {
  client
    .command('action')
    .description('ask a client to do something at its next poll')
    .argument('<tenant>')
    .argument('<client>', 'name or id')
    .addArgument(new Argument('<action>', 'what to do').choices(actionKinds))
    .option('--full', 'the whole inventory, instead of what differs')
    .option('--json', 'one JSON document')
    .action(
      async (
        tenant: string,
        name: string,
        kind: AskClient['kind'],
        { full, json }: { full?: boolean; json?: boolean },
      ) => {
        const body: AskClient = { kind, ...(full !== undefined && { full }) };
        const path = clientPath(tenant, name, 'actions');
        const view = await (await context.api()).post<ActionView>(path, body);
        if (json) return context.printJson(view);
        context.print(`Client ${view.client.name} is asked: ${describe(view)}.`);
        context.note(`Next: causeway client actions ${tenant} ${name}`);
      },
    );
}

function addActions(client: Command, context: CommandContext): void {
  client
    .command('actions')
    .description('what clients were asked to do, newest first, and what became of it')
    .argument('<tenant>')
    .argument('[client]', 'name or id; all when left out')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, name: string | undefined, { json }: { json?: boolean }) => {
      const actions = await allActions(tenant, name, context);
      if (json) return context.printJson(actions);
      const rows = actions.map((view) => [
        view.client.name ?? view.client.id,
        describe(view),
        view.state,
        formatTime(view.at),
        view.by,
        view.doneAt === null ? '-' : formatTime(view.doneAt),
        view.id,
        view.message ?? '',
      ]);
      const columns = ['CLIENT', 'ACTION', 'STATE', 'ASKED', 'BY', 'ENDED', 'ID', 'MESSAGE'];
      context.print(formatTable(columns, rows));
    });
}

function describe({ kind, full, group }: ActionView): string {
  if (kind === 'join-group') return `join-group ${group ?? '(none)'}`;
  return full ? `${kind} (full)` : kind;
}

async function allActions(
  tenant: string,
  client: string | undefined,
  context: CommandContext,
): Promise<ActionView[]> {
  const api = await context.api();
  const actions: ActionView[] = [];
  const query = new URLSearchParams(client === undefined ? {} : { client });
  while (true) {
    const page: ActionPage = await api.get(tenantPath(tenant, `/actions?${query}`));
    actions.push(...page.actions);
    if (page.next === undefined) return actions;
    query.set('after', page.next);
  }
}
