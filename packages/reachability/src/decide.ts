import type { Blocker, Change, Client, LeftBehind, Policy, Reason, Verdict, Way } from './model.ts';
import { type Standing, standingOf } from './standing.ts';

/** Clients named in a verdict; the counts have all. More than a person reads, less than an answer can carry. */
export const NAMED_LIMIT = 1_000;

/** A verdict in the making, so that a fleet of any size is judged one client at a time. */
export interface OpenVerdict {
  /** @returns where this client stands, for who shows the fleet. */
  consider(client: Client): Standing;
  verdict(): Verdict;
}

/** The law over a whole fleet: no change may take away the last address that an active client has proven it can use. */
export function decide(change: Change, clients: Iterable<Client>, policy: Policy, now: number): Verdict {
  const verdict = startVerdict(change, policy, now);
  for (const client of clients) verdict.consider(client);
  return verdict.verdict();
}

/** `now` is the time of the whole verdict, in milliseconds since 1970. */
export function startVerdict(change: Change, policy: Policy, now: number): OpenVerdict {
  const tally = { clients: 0, proven: 0, blocking: 0, sleeping: 0, waived: 0, retired: 0 };
  const byReason: Partial<Record<Reason['kind'], number>> = {};
  const blockers: Blocker[] = [];
  const leftBehind: LeftBehind[] = [];
  const taken = isAnythingTaken(change);
  return {
    consider(client) {
      const standing = standingOf(client, change, policy, now);
      tally.clients++;
      tally[columnOf(standing)]++;
      if (standing.kind === 'blocked') {
        byReason[standing.reason.kind] = (byReason[standing.reason.kind] ?? 0) + 1;
        if (blockers.length < NAMED_LIMIT)
          blockers.push({ id: client.id, name: client.name, reason: standing.reason });
      }
      if (standing.kind === 'left-behind' && leftBehind.length < NAMED_LIMIT) {
        leftBehind.push({ id: client.id, name: client.name, why: standing.why });
      }
      return standing;
    },
    verdict: () => ({
      kind: taken && tally.blocking > 0 ? 'refused' : 'allowed',
      blockers,
      leftBehind,
      counts: { ...tally, byReason },
    }),
  };
}

function columnOf(standing: Standing): 'proven' | 'blocking' | 'sleeping' | 'waived' | 'retired' {
  switch (standing.kind) {
    case 'left-behind':
      return standing.why;
    case 'blocked':
      return 'blocking';
    default:
      return standing.kind;
  }
}

/** A change that only adds takes nothing from anybody, whatever they have proven. */
export function isAnythingTaken(change: Change): boolean {
  return takenWays(change).length > 0;
}

/** The ways that are there before the change and not after it, or not for everything any more. */
export function takenWays({ before, after }: Change): readonly Way[] {
  return before.filter((way) => !after.some((other) => isAtLeast(other, way)));
}

function isAtLeast(way: Way, than: Way): boolean {
  return (
    way.address === than.address &&
    than.trusts.every((trust) => way.trusts.includes(trust)) &&
    (way.serves === 'everything' || than.serves === 'rescue')
  );
}
