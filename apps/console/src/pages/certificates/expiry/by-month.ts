import type { ExpiryView } from '@causeway/contract/admin';

/** What ends in one month; `undefined` as its first moment is what ended before now. */
export interface Month {
  readonly startsAt: number | undefined;
  readonly ends: readonly ExpiryView[];
}

/** By the months of whoever looks, in the order that they come in; months in which nothing ends are left out. */
export function groupByMonth(ends: readonly ExpiryView[], now: number): Month[] {
  const groups = Map.groupBy(ends, ({ notAfter }) => (notAfter <= now ? undefined : startOfMonth(notAfter)));
  return [...groups].map(([startsAt, group]) => ({ startsAt, ends: group }));
}

function startOfMonth(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth()).getTime();
}

/** Those whose end matters to somebody; all of them when these are asked for, too. */
export function endsShown(ends: readonly ExpiryView[], withUnused: boolean): ExpiryView[] {
  return ends.filter(({ users }) => withUnused || users.length > 0);
}
