import type { ChangeUser, UserApiTokenView, UserView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { apiTokenCells } from './access.ts';

interface UserOptions {
  readonly tenant?: string;
  readonly json?: boolean;
}

interface ChangeOptions extends UserOptions {
  readonly passwordFile?: string;
  readonly keepApiTokens?: true;
}

/** user list, create, set-role, reset-password, remove-totp, remove, api-tokens and revoke-api-token. */
export function addUserCommands(program: Command, context: CommandContext): void {
  const user = program
    .command('user')
    .description('who may sign in, at provisioning or at a tenant’s platform');
  ofTenant(user.command('list'))
    .option('--json', 'one JSON document')
    .action(async ({ tenant, json }: UserOptions) => {
      const users = await (await context.api()).get<UserView[]>(usersPath(tenant));
      if (json) return context.printJson(users);
      context.print(formatTable(['NAME', 'ROLE', 'SIGNS IN BY', 'CREATED'], users.map(cellsOf)));
    });
  addCreate(user, context);
  addChanges(user, context);
  ofTenant(
    user.command('remove').description('with their sessions and API tokens').argument('<name>'),
  ).action(async (name: string, { tenant }: UserOptions) => {
    await (await context.api()).delete(userPath(tenant, name));
    context.print(`${name} is removed.`);
  });
  addApiTokens(user, context);
}

function addApiTokens(user: Command, context: CommandContext): void {
  ofTenant(user.command('api-tokens').description('of all users'))
    .option('--json', 'one JSON document')
    .action(async ({ tenant, json }: UserOptions) => {
      const tokens = await (await context.api()).get<UserApiTokenView[]>(`${placePath(tenant)}/api-tokens`);
      if (json) return context.printJson(tokens);
      const rows = tokens.map((token) => [token.user, ...apiTokenCells(token)]);
      context.print(formatTable(['USER', 'NAME', 'ROLE', 'CREATED', 'LAST USED', 'ENDS'], rows));
    });
  ofTenant(user.command('revoke-api-token').argument('<user>').argument('<name>', 'of the token')).action(
    async (owner: string, name: string, { tenant }: UserOptions) => {
      const path = [owner, name].map(encodeURIComponent).join('/');
      await (await context.api()).delete(`${placePath(tenant)}/api-tokens/${path}`);
      context.print(`API token ${name} of ${owner} is revoked.`);
    },
  );
}

function addCreate(user: Command, context: CommandContext): void {
  ofTenant(user.command('create').argument('<name>'))
    .requiredOption('--role <role>', 'viewer: sees everything; operator: runs the fleet; admin: everything')
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: UserOptions & { role: string; passwordFile?: string }) => {
      const { tenant, role, passwordFile, json } = options;
      const password = await askPassword(passwordFile, context.surroundings);
      const body = { name, role, password };
      const view = await (await context.api()).post<UserView>(usersPath(tenant), body);
      if (json) return context.printJson(view);
      context.print(`${view.name} may sign in as ${view.role}.`);
    });
}

function addChanges(user: Command, context: CommandContext): void {
  const change = async (tenant: string | undefined, name: string, body: ChangeUser | { role: string }) =>
    (await context.api()).patch<UserView>(userPath(tenant, name), body);
  ofTenant(
    user.command('set-role').argument('<name>').argument('<role>', 'viewer, operator or admin'),
  ).action(async (name: string, role: string, { tenant }: UserOptions) => {
    const view = await change(tenant, name, { role });
    context.print(`${view.name} is ${view.role} from now on.`);
  });
  endingWhatTheyHave(
    user.command('reset-password').description('ends their sessions and API tokens, too').argument('<name>'),
  )
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .action(async (name: string, { tenant, passwordFile, keepApiTokens }: ChangeOptions) => {
      const password = await askPassword(passwordFile, context.surroundings);
      const view = await change(tenant, name, { password, ...(keepApiTokens && { keepApiTokens }) });
      context.print(`${view.name} has another password, and signs in anew; ${fateOfTokens(keepApiTokens)}.`);
    });
  endingWhatTheyHave(
    user
      .command('remove-totp')
      .description('for who has lost the second factor; ends their sessions and API tokens, too')
      .argument('<name>'),
  ).action(async (name: string, { tenant, keepApiTokens }: ChangeOptions) => {
    const users = await (await context.api()).get<UserView[]>(usersPath(tenant));
    const had = users.find((one) => one.name === name)?.hasTotp;
    const view = await change(tenant, name, { totp: null, ...(keepApiTokens && { keepApiTokens }) });
    context.print(
      had
        ? `${view.name} signs in by the password alone, and anew; ${fateOfTokens(keepApiTokens)}.`
        : `${view.name} has no second factor; sessions and API tokens stay.`,
    );
  });
}

function fateOfTokens(keepApiTokens: boolean | undefined): string {
  return keepApiTokens ? 'the API tokens stay' : 'the API tokens are revoked';
}

function endingWhatTheyHave(command: Command): Command {
  return ofTenant(command).option('--keep-api-tokens', 'end their sessions alone');
}

function ofTenant(command: Command): Command {
  return command.option('--tenant <tenant>', 'of this tenant’s platform, instead of provisioning');
}

function placePath(tenant: string | undefined): string {
  return tenant === undefined ? '' : `/tenants/${encodeURIComponent(tenant)}`;
}

function usersPath(tenant: string | undefined): string {
  return `${placePath(tenant)}/users`;
}

function userPath(tenant: string | undefined, name: string): string {
  return `${usersPath(tenant)}/${encodeURIComponent(name)}`;
}

function cellsOf({ name, role, hasTotp, viaOpenId, createdAt }: UserView): readonly string[] {
  const way = viaOpenId ? 'OpenID Connect' : hasTotp ? 'password and code' : 'password';
  return [name, role, way, formatTime(createdAt)];
}
