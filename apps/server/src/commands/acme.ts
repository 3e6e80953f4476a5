import type { AcmeAccountView, ConfigureAcmeAccount, CreateAcmeAccount } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { readAnchorOf, readTextOf } from '../cli/read-file.ts';
import { serverErrors } from '../errors.ts';
import { addAcmeOrderCommands } from './acme-order.ts';

const accountPath = (name: string) => `/acme/accounts/${encodeURIComponent(name)}`;

/** acme account create, configure, list, show and delete; acme order list, show, retry and cancel. */
export function addAcmeCommands(program: Command, context: CommandContext): void {
  const acme = program.command('acme').description('CAs that issue by ACME: accounts and orders');
  const account = acme.command('account').description('accounts with CAs');
  addCreateAndConfigure(account, context);
  addListAndShow(account, context);
  account
    .command('delete')
    .description('end an account at its CA and here')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.api()).delete(accountPath(name));
      context.print(`Account ${name} is deleted.`);
    });
  addAcmeOrderCommands(acme, context);
}

interface AccountOptions {
  readonly directory: string;
  readonly anchor?: string;
  readonly issuerAnchor?: string;
  readonly email?: string;
  readonly eabKid?: string;
  readonly eabKeyFile?: string;
  readonly agreeToTerms?: boolean;
  readonly json?: boolean;
}

function addCreateAndConfigure(account: Command, context: CommandContext): void {
  account
    .command('create')
    .description('register an account with a CA')
    .argument('<name>', 'what to call it')
    .requiredOption('--directory <url>', 'the address of the ACME directory')
    .option('--anchor <file>', 'PEM file with the certificate to trust the ACME server by')
    .option(
      '--issuer-anchor <file>',
      'PEM file with the root of what the CA issues, where it is no public one',
    )
    .option('--email <address>', 'where the CA may write to')
    .option('--eab-kid <id>', 'key id of a CA that knows its customers')
    .option('--eab-key-file <file>', 'file with the MAC key to it, base64url')
    .option('--agree-to-terms', 'agree to the terms of service of the CA')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: AccountOptions) => {
      const body: CreateAcmeAccount = {
        name,
        directoryUrl: options.directory,
        agreesToTerms: options.agreeToTerms === true,
        ...(await anchorsOf(options)),
        ...(options.email !== undefined && { email: options.email }),
        ...(await externalOf(options)),
      };
      const view = await (await context.api()).post<AcmeAccountView>('/acme/accounts', body);
      context.print(options.json ? JSON.stringify(view) : describe(view));
    });
  account
    .command('configure')
    .description('change what an account’s CA is trusted by')
    .argument('<name>')
    .option('--anchor <file>', 'PEM file with the certificate to trust the ACME server by')
    .option('--issuer-anchor <file>', 'PEM file with the root of what the CA issues')
    .option('--json', 'one JSON document')
    .action(async (name: string, options: Pick<AccountOptions, 'anchor' | 'issuerAnchor' | 'json'>) => {
      const view = await (await context.api()).post<AcmeAccountView>(
        accountPath(name),
        await anchorsOf(options),
      );
      context.print(options.json ? JSON.stringify(view) : describe(view));
    });
}

async function anchorsOf({ anchor, issuerAnchor }: Partial<AccountOptions>): Promise<ConfigureAcmeAccount> {
  return {
    ...(anchor !== undefined && { anchor: await readAnchorOf(anchor) }),
    ...(issuerAnchor !== undefined && { issuerAnchor: await readAnchorOf(issuerAnchor) }),
  };
}

/** @throws EAB_INCOMPLETE */
async function externalOf({
  eabKid,
  eabKeyFile,
}: AccountOptions): Promise<Pick<CreateAcmeAccount, 'external'>> {
  if (eabKid === undefined && eabKeyFile === undefined) return {};
  if (eabKid === undefined || eabKeyFile === undefined)
    throw serverErrors.error('EAB_INCOMPLETE', {
      seen: eabKid === undefined ? '--eab-key-file alone' : '--eab-kid alone',
      expected: 'both of --eab-kid and --eab-key-file',
    });
  return { external: { kid: eabKid, macKey: (await readTextOf(eabKeyFile)).trim() } };
}

function addListAndShow(account: Command, context: CommandContext): void {
  account
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<AcmeAccountView[]>('/acme/accounts');
      if (json) return context.printJson(views);
      const rows = views.map(({ name, directoryUrl, email, url }) => [
        name,
        directoryUrl,
        email ?? '-',
        url === null ? 'not registered' : 'registered',
      ]);
      context.print(formatTable(['ACCOUNT', 'DIRECTORY', 'EMAIL', 'STATE'], rows));
    });
  account
    .command('show')
    .argument('<name>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<AcmeAccountView>(accountPath(name));
      context.print(json ? JSON.stringify(view) : describe(view));
    });
}

function describe(view: AcmeAccountView): string {
  return [
    `account    ${view.name}`,
    `directory  ${view.directoryUrl}`,
    `email      ${view.email ?? '-'}`,
    `at the CA  ${view.url ?? 'not registered'}`,
    `trusted    ${view.anchorPem === null ? 'by the public roots' : 'by an anchor of its own'}`,
    `issues     ${view.issuerAnchorPem === null ? 'under a public root, or the anchor' : 'under a root of its own'}`,
    `made       ${formatTime(view.createdAt)}`,
  ].join('\n');
}
