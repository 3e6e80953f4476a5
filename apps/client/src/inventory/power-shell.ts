import type { Tools } from './tools.ts';

/** What one pipeline of PowerShell gives, as JSON; undefined without PowerShell. */
export async function runPowerShell(tools: Tools, pipeline: string): Promise<readonly unknown[] | undefined> {
  const script = [
    // The console of a service writes in a code page of its machine.
    '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    `ConvertTo-Json -Compress -Depth 4 -InputObject @(${pipeline})`,
  ].join('; ');
  const text = await tools.run('powershell.exe', '-NoProfile', '-NonInteractive', '-Command', script);
  return text === undefined ? undefined : readRows(text);
}

/** One row, or none, may come without a list around it. */
export function readRows(text: string): readonly unknown[] {
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return [];
  const value: unknown = JSON.parse(bare);
  if (Array.isArray(value)) return value.filter((row) => row !== null);
  return value === null ? [] : [value];
}

/** A row of unknown make, to be read field by field. */
export function fieldsOf(row: unknown): Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {};
}
