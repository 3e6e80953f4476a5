import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';

const USERS = 'Get-LocalUser | ForEach-Object { @{ name = $_.Name; id = $_.SID.Value; full = $_.FullName } }';
/** By ADSI: Get-LocalGroupMember fails for a whole group when one account of it is gone. */
const GROUPS = `Get-LocalGroup | ForEach-Object { @{ name = $_.Name; id = $_.SID.Value;
  members = @(([ADSI]"WinNT://./$($_.Name),group").Invoke('Members') |
  ForEach-Object { ([ADSI]$_).Path -replace '^WinNT://', '' }) } }`;

/** The accounts of this very machine. */
export const windowsAccounts: Collector = {
  name: 'users',
  async collect(tools) {
    return {
      users: readWindowsUsers((await runPowerShell(tools, USERS)) ?? []),
      groups: readWindowsGroups((await runPowerShell(tools, GROUPS)) ?? []),
    };
  },
};

export function readWindowsUsers(rows: readonly unknown[]): RowOf<'users'>[] {
  return rows.map(fieldsOf).flatMap(({ name, id, full }) => {
    const known = knownText(name);
    return known === undefined
      ? []
      : rowOf<RowOf<'users'>>({ name: known, id: knownText(id), fullName: knownText(full) });
  });
}

export function readWindowsGroups(rows: readonly unknown[]): RowOf<'groups'>[] {
  return rows.map(fieldsOf).flatMap(({ name, id, members }) => {
    const known = knownText(name);
    if (known === undefined) return [];
    const listed = [members].flat().flatMap((member) => knownText(member) ?? []);
    return rowOf<RowOf<'groups'>>({
      ...{ name: known, id: knownText(id) },
      members: listed.length === 0 ? undefined : listed.sort(),
    });
  });
}
