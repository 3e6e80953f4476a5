import type { TestContext } from 'node:test';
import type { Judged } from './check-uploads.ts';
import type { UploadFleetProcess } from './upload-fleet-process.ts';

/** What a fleet remembers of a phase, in a line. */
export function sayCounts(
  t: TestContext,
  phase: string,
  { remembered, answered, failuresByCode }: UploadFleetProcess,
): void {
  const failed = Object.entries(failuresByCode).map(([code, count]) => `${count} ${code}`);
  const failures = failed.length === 0 ? 'none failed' : `sent again after ${failed.join(', ')}`;
  t.diagnostic(`${phase}: ${remembered.length} clients, ${answered} uploads answered, ${failures}`);
}

export function sayJudged(t: TestContext, { clients, answered, unanswered, stored }: Judged): void {
  t.diagnostic(
    `in the end: ${clients} clients, ${answered} uploads answered, ${stored} stored, ${unanswered} still with their clients`,
  );
}
