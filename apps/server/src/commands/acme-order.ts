import type { AcmeOrderView } from '@causeway/contract/admin';
import { formatError } from '@causeway/errors';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { watchOrder } from '../cli/watch-order.ts';

const orderPath = (id: string) => `/acme/orders/${encodeURIComponent(id)}`;

/** acme order list, show, retry and cancel. */
export function addAcmeOrderCommands(acme: Command, context: CommandContext): void {
  const order = acme.command('order').description('certificates that are being obtained, or were');
  order
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<AcmeOrderView[]>('/acme/orders');
      if (json) return context.printJson(views);
      const rows = views.map((view) => [
        view.id,
        view.certificate,
        view.account,
        view.challenge,
        view.state,
        view.renewAt === null ? '-' : formatTime(view.renewAt),
        view.error?.code ?? '-',
      ]);
      context.print(
        formatTable(['ORDER', 'CERTIFICATE', 'ACCOUNT', 'CHALLENGE', 'STATE', 'RENEWED', 'ERROR'], rows),
      );
    });
  order
    .command('show')
    .argument('<order>')
    .option('--json', 'one JSON document')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<AcmeOrderView>(orderPath(id));
      context.print(json ? JSON.stringify(view) : describe(view));
    });
  order
    .command('retry')
    .description('try an order again now that rests or has failed')
    .argument('<order>')
    .option('--json', 'one JSON document at the end')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const api = await context.api();
      const view = await api.post<AcmeOrderView>(`${orderPath(id)}/retry`);
      await watchOrder(api, view, { context, json: json === true });
    });
  order
    .command('cancel')
    .description('give an order up')
    .argument('<order>')
    .action(async (id: string) => {
      const view = await (await context.api()).post<AcmeOrderView>(`${orderPath(id)}/cancel`);
      context.print(`Order ${view.id} is ${view.state}.`);
    });
}

function describe(view: AcmeOrderView): string {
  const lines = [
    `order        ${view.id}`,
    `certificate  ${view.certificate} for ${view.hostnames.join(', ')}`,
    `account      ${view.account}`,
    `challenge    ${view.challenge}${view.dnsHook === null ? '' : ` by ${view.dnsHook}`}`,
    `state        ${view.state}, ${view.failures} failures`,
    `requested    ${formatTime(view.requestedAt)} by ${view.requestedBy}`,
  ];
  if (view.nextTryAt !== null) lines.push(`next try     ${formatTime(view.nextTryAt)}`);
  if (view.renewAt !== null) lines.push(`renewed      ${formatTime(view.renewAt)}`);
  if (view.renewalExplanationUrl !== null) lines.push(`why then     ${view.renewalExplanationUrl}`);
  if (view.error !== null) lines.push(formatError(view.error));
  return lines.join('\n');
}
