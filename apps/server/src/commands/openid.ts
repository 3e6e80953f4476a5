import type { OpenIdView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable } from '../cli/print.ts';
import { readAnchorOf } from '../cli/read-file.ts';
import { commaSeparated } from '../cli/read-option.ts';

interface SetOptions {
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly scopes: string[];
  readonly roleClaim: string;
  readonly viewer: string[];
  readonly operator: string[];
  readonly admin: string[];
  readonly anchor?: string;
  readonly json?: boolean;
}

/** openid show, set and remove. */
export function addOpenIdCommands(program: Command, context: CommandContext): void {
  const openid = program.command('openid').description('signing in through an OpenID provider');
  openid
    .command('show')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const view = await (await context.api()).get<OpenIdView>('/openid');
      if (json) return context.printJson(view);
      context.print(formatTable(['WHAT', 'VALUE'], rowsOf(view)));
    });
  addSet(openid, context);
  openid
    .command('remove')
    .description('sign in by password alone again; who came through it can no longer')
    .action(async () => {
      await (await context.api()).delete('/openid');
      context.print('Nobody signs in through OpenID Connect any more.');
    });
}

function addSet(openid: Command, context: CommandContext): void {
  openid
    .command('set')
    .description('the provider, which is asked first, and what of a user’s claims gives which role')
    .argument('<issuer>', 'https:// address, as the discovery document of the provider names it')
    .requiredOption('--client-id <id>', 'how the provider knows this installation')
    .requiredOption('--client-secret-file <file>', 'file with the secret; - reads it from standard input')
    .option('--scopes <scopes>', 'beside openid, with commas', commaSeparated, ['profile'])
    .option('--role-claim <claim>', 'the claim whose values give roles', 'groups')
    .option('--viewer <values>', 'values that make a viewer, with commas', commaSeparated, [])
    .option('--operator <values>', 'values that make an operator', commaSeparated, [])
    .option('--admin <values>', 'values that make an admin', commaSeparated, [])
    .option('--anchor <file>', 'PEM file with the CA of the provider; the public ones otherwise')
    .option('--json', 'one JSON document')
    .action(async (issuer: string, options: SetOptions) => {
      const { clientId, clientSecretFile, scopes, roleClaim, anchor, json } = options;
      const { viewer, operator, admin } = options;
      const view = await (await context.api()).put<OpenIdView>('/openid', {
        ...{ issuer, clientId, scopes, roleClaim, roles: { viewer, operator, admin } },
        clientSecret: await askPassword(clientSecretFile, context.surroundings),
        ...(anchor !== undefined && { anchor: await readAnchorOf(anchor) }),
      });
      if (json) return context.printJson(view);
      context.print(`Users may sign in through ${view.issuer}.`);
      context.note(`The provider has to know this redirect address: CONSOLE${view.redirectPath}`);
    });
}

function rowsOf({ issuer, clientId, scopes, roleClaim, roles, anchor }: OpenIdView): string[][] {
  const values = Object.entries(roles).map(([role, given]) => [role, given.join(', ') || '-']);
  return [
    ['issuer', issuer],
    ['client id', clientId],
    ['scopes', ['openid', ...scopes].join(' ')],
    ['role claim', roleClaim],
    ...values,
    ['trusted by', anchor === null ? 'the public CAs' : 'a trust anchor of its own'],
  ];
}
