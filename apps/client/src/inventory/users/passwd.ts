import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

/** The accounts of this very machine; those of a directory are the directory's. */
export const passwd: Collector = {
  name: 'users',
  async collect({ read }) {
    return {
      users: readPasswd((await read('/etc/passwd')) ?? ''),
      groups: readGroups((await read('/etc/group')) ?? ''),
    };
  },
};

/** passwd(5); the first part of GECOS is the name of a person. */
export function readPasswd(text: string): RowOf<'users'>[] {
  return linesOf(text).flatMap((line) => {
    const [name, , id, , gecos, home, shell] = line.split(':').map(knownText);
    if (name === undefined || id === undefined) return [];
    return rowOf<RowOf<'users'>>({ name, id, fullName: knownText(gecos?.split(',')[0]), home, shell });
  });
}

/** group(5). */
export function readGroups(text: string): RowOf<'groups'>[] {
  return linesOf(text).flatMap((line) => {
    const [name, , id, members] = line.split(':').map(knownText);
    if (name === undefined || id === undefined) return [];
    return rowOf<RowOf<'groups'>>({ name, id, members: members?.split(',').sort() });
  });
}

/** Without comments, and without what refers to a directory. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => !/^[#+-]/.test(line));
}
