import type { ApiTokenView, NewApiToken, SessionView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { wholeNumber } from '../cli/read-option.ts';
import { ensureSessionWritable, removeSession, saveSession } from '../cli/session-file.ts';
import { serverErrors } from '../errors.ts';

/** setup, login, logout and api-token. */
export function addAccessCommands(program: Command, context: CommandContext): void {
  program
    .command('setup')
    .description('make the first admin with the one-time link that the server printed, and sign in')
    .argument('<link>', 'the set-up link')
    .requiredOption('--name <name>', 'name of the admin')
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .action(async (link: string, options: { name: string; passwordFile?: string }) => {
      const { origin, token } = readSetUpLink(link);
      const password = await askPassword(options.passwordFile, context.surroundings);
      const { api, url, anchorPem } = await context.place(origin);
      await ensureSessionWritable(context.sessionFile);
      const session = await api.post<SessionView>('/setup', { token, name: options.name, password });
      await saveSession(context.sessionFile, { url, anchorPem, secret: session.secret });
      context.print(
        `${session.admin} is the first admin and is signed in until ${formatTime(session.expiresAt)}.`,
      );
    });

  program
    .command('login')
    .description('sign in; the session lasts twelve hours')
    .requiredOption('--name <name>', 'name of the admin')
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .option('--code <code>', 'of the second factor: six digits, or a recovery code')
    .action(async ({ name, passwordFile, code }: { name: string; passwordFile?: string; code?: string }) => {
      const password = await askPassword(passwordFile, context.surroundings);
      const { api, url, anchorPem } = await context.place();
      await ensureSessionWritable(context.sessionFile);
      const session = await api.post<SessionView>('/sessions', { name, password, code });
      await saveSession(context.sessionFile, { url, anchorPem, secret: session.secret });
      context.print(`${session.admin} is signed in until ${formatTime(session.expiresAt)}.`);
    });

  program
    .command('logout')
    .description('end the session')
    .action(async () => {
      await (await context.api()).delete('/sessions/current');
      await removeSession(context.sessionFile);
      context.print('Signed out.');
    });

  addApiTokenCommands(program, context);
}

interface TokenOptions {
  readonly json?: boolean;
  readonly validDays?: number;
  readonly role?: string;
}

function addApiTokenCommands(program: Command, context: CommandContext): void {
  const apiToken = program.command('api-token').description('tokens for scripts');
  apiToken
    .command('create')
    .argument('<name>')
    .option('--valid-days <days>', 'how long it lasts', wholeNumber)
    .option(
      '--role <role>',
      'viewer, operator or admin: at most your own, which it is unless this says otherwise',
    )
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, ...options }: TokenOptions) => {
      const token = await (await context.api()).post<NewApiToken>('/me/api-tokens', { name, ...options });
      if (json) return context.printJson(token);
      context.print(token.secret);
      context.note(
        `Shown this once. Send it as "Authorization: Bearer …" or set CAUSEWAY_TOKEN. Ends ${formatTime(token.expiresAt)}.`,
      );
    });
  apiToken
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const tokens = await (await context.api()).get<ApiTokenView[]>('/me/api-tokens');
      if (json) return context.printJson(tokens);
      context.print(
        formatTable(
          ['NAME', 'ROLE', 'CREATED', 'LAST USED', 'ENDS'],
          tokens.map((token) => apiTokenCells(token)),
        ),
      );
    });
  apiToken
    .command('revoke')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.api()).delete(`/me/api-tokens/${encodeURIComponent(name)}`);
      context.print(`API token ${name} is revoked.`);
    });
}

/** Name, role, when it was made and used last, and when it ends. */
export function apiTokenCells({ name, role, createdAt, lastUsedAt, expiresAt }: ApiTokenView): string[] {
  const used = lastUsedAt === null ? 'never' : formatTime(lastUsedAt);
  return [name, role, formatTime(createdAt), used, formatTime(expiresAt)];
}

function readSetUpLink(link: string): { origin: string; token: string } {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const token = url?.hash.slice(1);
  if (url?.protocol !== 'https:' || !token) {
    throw serverErrors.error('SET_UP_LINK_UNREADABLE', {
      seen: JSON.stringify(link.slice(0, 200)),
      expected: 'https://HOST:PORT/setup#TOKEN',
    });
  }
  return { origin: url.origin, token };
}
