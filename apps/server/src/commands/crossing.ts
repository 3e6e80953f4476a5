import type { CrossingView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { describeFleet } from '../cli/describe-fleet.ts';

/** crossing show: who has crossed, who has not, and why. */
export function addCrossingCommands(program: Command, context: CommandContext): void {
  program
    .command('crossing')
    .description("the fleet's progress from one set of addresses to another")
    .command('show')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<CrossingView>(
        `/tenants/${encodeURIComponent(tenant)}/crossing`,
      );
      context.print(json ? JSON.stringify(view) : describe(view));
    });
}

function describe({ tenant, from, to, counts, verdict, clients, revision }: CrossingView): string {
  const standing = counts.clients - counts.retired;
  const lines = [
    `crossing of ${tenant}`,
    `  from  ${from.join('  ')}`,
    `  to    ${to.join('  ')}${revision === 0 ? '  (not published yet)' : `  (since revision ${revision})`}`,
    `  ${bar(counts.proven, standing)} ${counts.proven} of ${standing} proven: ${describeFleet({ ...counts, clients: standing - counts.endpointServers })}`,
    `  ${counts.blocking} blocking, ${counts.sleeping} sleeping, ${counts.waived} waived`,
    '',
  ];
  for (const client of clients.filter(({ state }) => state !== 'proven')) {
    lines.push(
      `  ${client.name} (${[client.state, client.reason, client.agent].filter((one) => one !== undefined).join(', ')})`,
    );
    if (client.explanation !== undefined) lines.push(`      ${client.explanation}`);
    if (client.remedy !== undefined) lines.push(`      remedy: ${client.remedy}`);
    if (client.reason === 'foreign') lines.push(`      its trust anchors: causeway tenant anchors ${tenant}`);
    if (client.repoint === undefined) continue;
    lines.push(`      in ${client.repoint.file}:`, ...client.repoint.lines.map((line) => `        ${line}`));
  }
  lines.push(
    verdict === 'allowed'
      ? 'The law holds: the old addresses can be closed.'
      : 'The law does not hold yet: closing the old addresses now would strand clients.',
  );
  return lines.join('\n');
}

const BAR_WIDTH = 30;

function bar(part: number, whole: number): string {
  const filled = whole === 0 ? BAR_WIDTH : Math.floor((part / whole) * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}
