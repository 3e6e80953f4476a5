import type { AuthorityView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTable, formatTime } from '../cli/print.ts';

/** authority show and export. */
export function addAuthorityCommands(program: Command, context: CommandContext): void {
  const authority = program
    .command('authority')
    .description("the installation's own CA; made by its first: certificate create --issuer internal");
  authority
    .command('show')
    .description('the root that clients trust, and the intermediates with the domains they issue for')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const view = await (await context.api()).get<AuthorityView>('/authority');
      context.print(json ? JSON.stringify(view) : describe(view));
    });
  authority
    .command('export')
    .description('print the root certificate as PEM, to be trusted elsewhere')
    .action(async () => {
      const { root } = await (await context.api()).get<AuthorityView>('/authority');
      context.print(root.pem.trimEnd());
    });
}

function describe({ root, intermediates }: AuthorityView): string {
  const rows = intermediates.map(({ name, notAfter, domains }) => [
    name,
    formatTime(notAfter),
    domains.join(' '),
  ]);
  return [
    `root     ${root.name}`,
    `valid    ${formatTime(root.notBefore)} to ${formatTime(root.notAfter)}`,
    `SHA-256  ${root.sha256}`,
    '',
    formatTable(['INTERMEDIATE', 'ENDS', 'DOMAINS'], rows),
  ].join('\n');
}
