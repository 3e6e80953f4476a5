import type { AuditView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { printCsvOf } from '../cli/inventory-list.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { pointInTime, wholeNumber } from '../cli/read-option.ts';

interface AuditOptions {
  readonly tenant?: string;
  readonly limit?: number;
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly outcome?: string;
  readonly since?: number;
  readonly until?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** As many lines as a person looks through. */
const SHOWN_ENTRIES = 50;

/** audit: who did what. */
export function addAuditCommand(program: Command, context: CommandContext): void {
  program
    .command('audit')
    .description('who did what, newest first')
    .option('--tenant <tenant>', 'only what is about this tenant')
    .option('--actor <name>', 'who did it')
    .option('--action <action>', 'noun and verb, or the noun alone: tenant.create, tenant')
    .option('--subject <subject>', 'what it was done to, or what that belongs to: acme/workshop, acme')
    .option('--outcome <outcome>', 'done, or the code of the refusal')
    .option('--since <time>', 'a date, or a date and a time as RFC 3339 writes them', pointInTime)
    .option('--until <time>', 'the same', pointInTime)
    .option('--limit <n>', `how many entries (default: ${SHOWN_ENTRIES}; all as CSV)`, wholeNumber)
    .option('--json', 'one JSON document')
    .option('--csv', 'CSV with every column')
    .action(async ({ json, csv, ...options }: AuditOptions) => {
      if (csv) return printCsvOf(context, pathOf(options, { format: 'csv' }));
      const path = pathOf({ limit: SHOWN_ENTRIES, ...options });
      const entries = await (await context.api()).get<AuditView[]>(path);
      if (json) return context.printJson(entries);
      context.print(formatTable(['TIME', 'WHO', 'DID', 'TO', 'OUTCOME'], entries.map(cellsOf)));
    });
}

function pathOf({ tenant, ...filter }: AuditOptions, more: Readonly<Record<string, string>> = {}): string {
  const path = tenant === undefined ? '/audit' : `/tenants/${encodeURIComponent(tenant)}/audit`;
  const query = Object.entries({ ...filter, ...more }).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
  );
  return `${path}?${query.join('&')}`;
}

function cellsOf({ at, actor, action, subject, outcome }: AuditView): readonly string[] {
  return [formatTime(at), actor, action, subject, outcome];
}
