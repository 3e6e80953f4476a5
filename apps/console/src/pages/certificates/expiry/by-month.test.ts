import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ExpiryView } from '@causeway/contract/admin';
import { endsShown, groupByMonth } from './by-month.ts';

const at = (text: string) => new Date(text).getTime();
const now = at('2026-11-30T12:00');

function ending(name: string, notAfter: string, users: ExpiryView['users'] = []): ExpiryView {
  return {
    ...{ kind: 'certificate', name, sha256: name, notAfter: at(notAfter), daysLeft: 1 },
    ...{ severity: 'ok', nextStepAt: null, users },
  };
}

describe('The expiry calendar', () => {
  test('what has ended comes first, then month by month', () => {
    const months = groupByMonth(
      [
        ending('past', '2026-11-29T00:00'),
        ending('today', '2026-11-30T23:59'),
        ending('new year', '2027-01-01T00:00'),
        ending('january', '2027-01-31T23:59'),
        ending('a year on', '2028-01-01T00:00'),
      ],
      now,
    );
    assert.deepEqual(
      months.map(({ startsAt, ends }) => [startsAt, ends.map(({ name }) => name)]),
      [
        [undefined, ['past']],
        [at('2026-11-01T00:00'), ['today']],
        [at('2027-01-01T00:00'), ['new year', 'january']],
        [at('2028-01-01T00:00'), ['a year on']],
      ],
    );
  });

  test('what nobody uses is shown when it is asked for', () => {
    const used = ending('used', '2027-01-01T00:00', [{ kind: 'tenant', name: 'acme', addresses: [] }]);
    const all = [ending('unused', '2027-01-01T00:00'), used];
    assert.deepEqual(endsShown(all, false), [used]);
    assert.deepEqual(endsShown(all, true), all);
  });
});
