import type { AnchorView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatTime } from '../cli/print.ts';

/** tenant anchors: what agents that read no config.ini have to be given. */
export function addAnchorsCommand(tenant: Command, context: CommandContext): void {
  tenant
    .command('anchors')
    .description(
      'print the trust anchors that clients are told of, as PEM: the file that foreign agents need',
    )
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const path = `/tenants/${encodeURIComponent(name)}/anchors`;
      const anchors = await (await context.api()).get<AnchorView[]>(path);
      if (json) return context.printJson(anchors);
      for (const { subject, sha256, notAfter, pem } of anchors) {
        context.note(`${subject}, until ${formatTime(notAfter)}, SHA-256 ${sha256}`);
        context.print(pem.trimEnd());
      }
      if (anchors.length === 0) context.note('None is needed: config.ini names no address under HTTPS.');
    });
}
