import type {
  AddEmailChannel,
  AddWebhookChannel,
  NewWebhookChannel,
  NoticeChannelView,
  NoticeTestView,
} from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable } from '../cli/print.ts';
import { readTextOf } from '../cli/read-file.ts';
import { readPlace } from '../cli/read-place.ts';
import { addConfigureChannel } from './notice-channel-configure.ts';
import { channelOptions, securityOption } from './notice-channel-options.ts';

/** notice channel add, configure, list, test and delete. */
export function addNoticeChannelCommands(notice: Command, context: CommandContext): void {
  const channel = notice.command('channel').description('where notices go');
  const add = channel.command('add').description('send notices somewhere');
  addWebhook(add, context);
  addEmail(add, context);
  addConfigureChannel(channel, context);
  addList(channel, context);
  channel
    .command('test')
    .description('send a test; when it arrives, what was given up is sent again')
    .argument('<name>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const answer = await (await context.api()).post<NoticeTestView>(`${pathOf(name)}/test`);
      if (json) return context.printJson(answer);
      context.print(`The test was taken. ${answer.revived} notices are sent again.`);
    });
  channel
    .command('delete')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.api()).delete(pathOf(name));
      context.print(`Notice channel ${name} is deleted.`);
    });
}

interface WebhookOptions {
  readonly toUrl: string;
  readonly secretFile?: string;
  readonly anchor?: string;
  readonly json?: boolean;
}

function addWebhook(add: Command, context: CommandContext): void {
  add
    .command('webhook')
    .description('post notices as signed JSON')
    .argument('<name>', 'what to call it')
    .requiredOption(...channelOptions.toUrl)
    .option('--secret-file <file>', 'file with the secret that signs; one is made and shown otherwise')
    .option('--anchor <file>', 'PEM file with the CA of the receiver; the public ones otherwise')
    .option('--json', 'one JSON document')
    .action(async (name: string, { toUrl, secretFile, anchor, json }: WebhookOptions) => {
      const body: AddWebhookChannel = {
        name,
        url: toUrl,
        ...(secretFile !== undefined && { secret: await askPassword(secretFile, context.surroundings) }),
        ...(anchor !== undefined && { anchor: await readTextOf(anchor) }),
      };
      const made = await (await context.api()).post<NewWebhookChannel>('/notice-channels/webhook', body);
      if (json) return context.printJson(made);
      context.print(describeAdded(made));
      if (made.secret === null) return;
      context.print(made.secret);
      context.note('Shown this once: the receiver checks the signatures with it.');
    });
}

interface EmailOptions {
  readonly smtp: string;
  readonly security: AddEmailChannel['security'];
  readonly from: string;
  readonly to: string[];
  readonly user?: string;
  readonly passwordFile?: string;
  readonly anchor?: string;
  readonly json?: boolean;
}

function addEmail(add: Command, context: CommandContext): void {
  add
    .command('email')
    .description('send notices by SMTP')
    .argument('<name>', 'what to call it')
    .requiredOption(...channelOptions.smtp)
    .addOption(securityOption().makeOptionMandatory())
    .requiredOption(...channelOptions.from)
    .requiredOption(...channelOptions.to)
    .option(...channelOptions.user)
    .option(...channelOptions.passwordFile)
    .option('--anchor <file>', 'PEM file with the CA of the mail server; the public ones otherwise')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: EmailOptions) => {
      const { smtp, security, from, to, user, passwordFile, anchor, json } = options;
      const body: AddEmailChannel = {
        name,
        ...readPlace(smtp),
        security,
        from,
        to,
        ...(user !== undefined && { user }),
        ...(passwordFile !== undefined && {
          password: await askPassword(passwordFile, context.surroundings),
        }),
        ...(anchor !== undefined && { anchor: await readTextOf(anchor) }),
      };
      const made = await (await context.api()).post<NoticeChannelView>('/notice-channels/email', body);
      context.print(json ? JSON.stringify(made) : describeAdded(made));
    });
}

function addList(channel: Command, context: CommandContext): void {
  channel
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<NoticeChannelView[]>('/notice-channels');
      if (json) return context.printJson(views);
      const rows = views.map(({ name, kind, target, waiting, sent, failed, lastError }) => [
        name,
        kind,
        String(sent),
        String(waiting),
        String(failed),
        lastError === null ? '-' : lastError.code,
        target,
      ]);
      context.print(
        formatTable(['NAME', 'KIND', 'SENT', 'WAITING', 'GIVEN UP', 'LAST ERROR', 'TARGET'], rows),
      );
    });
}

function describeAdded({ name, target }: NoticeChannelView): string {
  return `Notices go to ${target}. Try it: causeway notice channel test ${name}`;
}

function pathOf(name: string): string {
  return `/notice-channels/${encodeURIComponent(name)}`;
}
