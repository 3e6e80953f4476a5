import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

/** The accounts of a Mac. */
export const directoryService: Collector = {
  name: 'users',
  async collect({ run }) {
    const users = ['RecordName', 'UniqueID', 'RealName', 'NFSHomeDirectory', 'UserShell'];
    const groups = ['RecordName', 'PrimaryGroupID', 'GroupMembership'];
    return {
      users: readDirectoryUsers((await run('dscl', '.', '-readall', '/Users', ...users)) ?? ''),
      groups: readDirectoryGroups((await run('dscl', '.', '-readall', '/Groups', ...groups)) ?? ''),
    };
  },
};

export function readDirectoryUsers(text: string): RowOf<'users'>[] {
  return recordsOf(text).flatMap((record) => {
    const name = nameOf(record);
    if (name === undefined) return [];
    return rowOf<RowOf<'users'>>({
      ...{ name, id: record.get('UniqueID'), fullName: record.get('RealName') },
      ...{ home: record.get('NFSHomeDirectory'), shell: record.get('UserShell') },
    });
  });
}

export function readDirectoryGroups(text: string): RowOf<'groups'>[] {
  return recordsOf(text).flatMap((record) => {
    const name = nameOf(record);
    if (name === undefined) return [];
    const members = record.get('GroupMembership')?.split(' ').sort();
    return rowOf<RowOf<'groups'>>({ name, id: record.get('PrimaryGroupID'), members });
  });
}

/** Other names of the same follow the first. */
function nameOf(record: ReadonlyMap<string, string>): string | undefined {
  return record.get('RecordName')?.split(' ')[0];
}

/** `Name: value` a line, a value with spaces on the next line behind one space; records end with a dash. */
function recordsOf(text: string): ReadonlyMap<string, string>[] {
  return text.split(/^-$/m).map((record) => {
    const fields = record.matchAll(/^(?:dsAttrTypeNative:)?(\w+):(?: (.*)|\n (.*))$/gm);
    return new Map(
      [...fields].flatMap(([, name = '', near, below]) => {
        const value = knownText(near ?? below);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  });
}
