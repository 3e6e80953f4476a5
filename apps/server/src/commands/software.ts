import type { InstallationView, SoftwareView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { computerList } from '../cli/computer-list.ts';
import { formatSize } from '../cli/format-size.ts';
import { type InventoryList, type ListOptions, printList, withListOptions } from '../cli/inventory-list.ts';
import { formatTime } from '../cli/print.ts';

const tenantPath = (tenant: string, rest: string) => `/tenants/${encodeURIComponent(tenant)}${rest}`;

/** software list and show. */
export function addSoftwareCommands(program: Command, context: CommandContext): void {
  const software = program.command('software').description('the software of a tenant, and who has it');
  withListOptions(software.command('list').argument('<tenant>'))
    .option('--computer <computer>', 'what this one has: name or id')
    .action(async (tenant: string, { computer, ...options }: ListOptions & { computer?: string }) => {
      if (computer === undefined)
        return printList(context, catalogAt(tenantPath(tenant, '/software')), options);
      const path = tenantPath(tenant, `/computers/${encodeURIComponent(computer)}/software`);
      await printList(context, installedAt(path), options);
    });
  withListOptions(
    software
      .command('show')
      .description('the computers that have it')
      .argument('<tenant>')
      .argument('<software>', 'its id'),
  ).action(async (tenant: string, id: string, options: ListOptions) => {
    const path = tenantPath(tenant, `/software/${encodeURIComponent(id)}`);
    const view = await (await context.api()).get<SoftwareView>(path);
    const { name, version, source, installations } = view;
    context.note(`${name} ${version} (${source}) is on ${installations} computers.`);
    await printList(context, computerList(`${path}/computers`, context.surroundings.now()), options);
  });
}

function catalogAt(path: string): InventoryList<SoftwareView> {
  return {
    path,
    headings: ['SOFTWARE', 'VERSION', 'PUBLISHER', 'ARCHITECTURE', 'SOURCE', 'ID', 'COMPUTERS'],
    cells: (row) => [
      row.name,
      row.version || '-',
      row.publisher || '-',
      row.architecture || '-',
      row.source || '-',
      String(row.id),
      String(row.installations),
    ],
  };
}

function installedAt(path: string): InventoryList<InstallationView> {
  return {
    path,
    headings: ['SOFTWARE', 'VERSION', 'PUBLISHER', 'ARCHITECTURE', 'SOURCE', 'ID', 'SIZE', 'SINCE'],
    cells: (row) => [
      row.name,
      row.version || '-',
      row.publisher || '-',
      row.architecture || '-',
      row.source || '-',
      String(row.softwareId),
      formatSize(row.sizeBytes),
      formatTime(row.since),
    ],
  };
}
