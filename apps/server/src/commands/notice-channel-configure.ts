import type { ConfigureNoticeChannel, NoticeChannelView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { readTextOf } from '../cli/read-file.ts';
import { readPlace } from '../cli/read-place.ts';
import { serverErrors } from '../errors.ts';
import { channelOptions, securityOption } from './notice-channel-options.ts';

interface ConfigureOptions {
  readonly toUrl?: string;
  readonly secretFile?: string;
  readonly smtp?: string;
  readonly security?: NonNullable<ConfigureNoticeChannel['security']>;
  readonly from?: string;
  readonly to?: string[];
  readonly user?: string | false;
  readonly passwordFile?: string;
  readonly anchor?: string | false;
  readonly json?: boolean;
}

/** notice channel configure: the options of `add`, each as one likes. */
export function addConfigureChannel(channel: Command, context: CommandContext): void {
  channel
    .command('configure')
    .description('change a channel; what is not named stays as it is, secret and password too')
    .argument('<name>')
    .option(...channelOptions.toUrl)
    .option('--secret-file <file>', 'file with another secret that signs')
    .option(...channelOptions.smtp)
    .addOption(securityOption())
    .option(...channelOptions.from)
    .option(...channelOptions.to)
    .option(...channelOptions.user)
    .option('--no-user', 'the mail server asks for no sign-in any more')
    .option(...channelOptions.passwordFile)
    .option('--anchor <file>', 'PEM file with the CA of the receiver')
    .option('--no-anchor', 'the public CAs')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, ...options }: ConfigureOptions) => {
      const body = await readChanges(options, context);
      const path = `/notice-channels/${encodeURIComponent(name)}`;
      const view = await (await context.api()).patch<NoticeChannelView>(path, body);
      if (json) return context.printJson(view);
      context.print(`Notices go to ${view.target}. Try it: causeway notice channel test ${name}`);
    });
}

async function readChanges(
  options: ConfigureOptions,
  { surroundings }: CommandContext,
): Promise<ConfigureNoticeChannel> {
  const { toUrl, secretFile, smtp, security, from, to, user, passwordFile, anchor } = options;
  if (Object.keys(options).length === 0)
    throw serverErrors.error('USAGE_INVALID', { seen: 'nothing to change', expected: 'at least one option' });
  return {
    ...(toUrl !== undefined && { url: toUrl }),
    ...(secretFile !== undefined && { secret: await askPassword(secretFile, surroundings) }),
    ...(smtp !== undefined && readPlace(smtp)),
    ...(security !== undefined && { security }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(user !== undefined && { user: user === false ? null : user }),
    ...(passwordFile !== undefined && { password: await askPassword(passwordFile, surroundings) }),
    ...(anchor !== undefined && { anchor: anchor === false ? null : await readTextOf(anchor) }),
  };
}
