import type { NoticeView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { wholeNumber } from '../cli/read-option.ts';
import { addNoticeChannelCommands } from './notice-channel.ts';

/** notice list, and the channels that carry notices. */
export function addNoticeCommands(program: Command, context: CommandContext): void {
  const notice = program.command('notice').description('what admins are told, and where');
  notice
    .command('list')
    .description('what admins were told, newest first, and whether it arrived')
    .option('--limit <n>', 'how many', wholeNumber, 50)
    .option('--json', 'one JSON document')
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const views = await (await context.api()).get<NoticeView[]>(`/notices?limit=${limit}`);
      if (json) return context.printJson(views);
      context.print(views.map(describe).join('\n') || 'Nobody had to be told anything yet.');
    });
  addNoticeChannelCommands(notice, context);
}

function describe({ raisedAt, severity, text, deliveries }: NoticeView): string {
  const rows = deliveries.map(({ channel, state, attempts, sentAt, error }) => [
    `  ${channel}`,
    state === 'sent' ? `sent ${formatTime(sentAt)}` : `${state} after ${attempts} tries`,
    error === null ? '' : `${error.code}: ${error.seen ?? error.message}`,
  ]);
  const [head = [], ...rest] = rows;
  const told = rows.length === 0 ? '  nowhere: there was no notice channel' : formatTable(head, rest);
  return `${formatTime(raisedAt)}  ${severity}  ${text}\n${told}`;
}
