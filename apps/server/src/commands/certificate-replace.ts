import type { ConfigureAnswer, ReplaceCertificate } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { followStart } from '../cli/follow-start.ts';

interface ReplaceOptions extends ReplaceCertificate {
  readonly json?: boolean;
  readonly wait: boolean;
}

/** certificate replace: one change for every tenant that uses it. */
export function addReplaceCommand(certificate: Command, context: CommandContext): void {
  certificate
    .command('replace')
    .description('give every tenant that has this certificate another: one change with one plan')
    .argument('<name>', 'the certificate in use')
    .requiredOption('--with <name>', 'the certificate that comes')
    .option('--now', 'refuse unless the law holds already, instead of waiting for the fleet')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--no-wait', 'return as soon as the change has started')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, wait, ...body }: ReplaceOptions) => {
      const api = await context.api();
      const path = `/certificates/${encodeURIComponent(name)}/replace`;
      const answer = await api.post<ConfigureAnswer>(path, body satisfies ReplaceCertificate);
      await followStart(api, answer, { context, json: json === true, wait });
    });
}
