import type { RoundOutcome } from '@causeway/client-core';
import { formatTime } from './print.ts';
import type { Surroundings } from './surroundings.ts';

/** One line a round; what is new after it. */
export function printOutcome(
  outcome: RoundOutcome,
  { stdout, now }: Pick<Surroundings, 'stdout' | 'now'>,
  isJson: boolean | undefined,
): void {
  if (isJson) stdout.write(`${JSON.stringify(outcome)}\n`);
  else stdout.write(`${formatOutcome(outcome, now())}\n`);
}

function formatOutcome({ kind, address, revision, news, nextPollInMs }: RoundOutcome, now: number): string {
  const what = kind === 'through' ? `at ${address}, revision ${revision}` : kind;
  const next = kind === 'retired' ? 'polls no more' : `next in ${Math.round(nextPollInMs / 1000)} s`;
  return [`${formatTime(now)} ${what}, ${next}`, ...news.map((line) => `  ${line}`)].join('\n');
}
