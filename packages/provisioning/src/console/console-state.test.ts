import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId } from '@causeway/contract';
import { Turns } from '@causeway/endpoint';
import { provisioningErrors } from '../errors.ts';
import { certificateIdsOf, endTrial, selfMade, startTrial, undoTrial } from './console-state.ts';
import { refuseOldConnection, refuseSecondTrial, requireTrial } from './refusals.ts';

const [one, two] = ['one', 'two'].map((id) => asId<CertificateId>(id)) as [CertificateId, CertificateId];
const own = selfMade(one, undefined);
const asked = { certificateId: two, hostname: 'localhost', by: 'ada', startedAt: 1_000 };
const undone = { name: 'two', at: 61_000, reason: 'nobody came' };
const hasCode = (code: Parameters<typeof provisioningErrors.is>[1]) => (error: unknown) =>
  provisioningErrors.is(error, code);

test('what we made renews itself; what an admin confirmed does not', () => {
  assert.equal(own.renewsItself, true);
  const tried = startTrial(own, asked);
  assert.deepEqual([tried.certificateId, tried.renewsItself, tried.trial?.until], [one, true, 61_000]);
  assert.deepEqual(endTrial(tried, requireTrial(tried)), {
    certificateId: two,
    renewsItself: false,
    trial: null,
    undone: null,
  });
});

test('taking back leaves everything as before, with the reason, until the next trial', () => {
  const back = undoTrial(startTrial(own, asked), undone);
  assert.deepEqual(back, { ...own, undone });
  assert.deepEqual(selfMade(two, back).undone, undone);
  assert.equal(startTrial(back, asked).undone, null);
});

test('both certificates are in use during a trial', () => {
  assert.deepEqual(certificateIdsOf(own), [one]);
  assert.deepEqual(certificateIdsOf(startTrial(own, asked)), [one, two]);
});

test('each event is refused in the state in which it makes no sense', () => {
  const tried = startTrial(own, asked);
  refuseSecondTrial(own);
  assert.throws(() => refuseSecondTrial(tried), hasCode('CONSOLE_TRIAL_RUNNING'));
  assert.throws(() => requireTrial(own), hasCode('CONSOLE_TRIAL_OVER'));
  assert.throws(() => requireTrial(undoTrial(tried, undone)), /no certificate|No certificate/);
  assert.throws(() => refuseOldConnection('ab', certificateWith('cd')), hasCode('CONSOLE_CONNECTION_OLD'));
  assert.throws(
    () => refuseOldConnection(undefined, certificateWith('cd')),
    hasCode('CONSOLE_CONNECTION_OLD'),
  );
  refuseOldConnection('cd', certificateWith('cd'));
});

function certificateWith(sha256: string): { sha256: string } {
  return { sha256 };
}

test('turns are taken one at a time, in order, whether or not one fails', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const act = (name: string, outcome: Promise<void>) => async () => {
    seen.push(`${name} begins`);
    await outcome.finally(() => seen.push(`${name} ends`));
  };
  const first = Promise.withResolvers<void>();
  const failing = turns.take(act('first', first.promise));
  const second = turns.take(act('second', Promise.resolve()));
  first.reject(new Error('no'));
  await assert.rejects(failing, /no/);
  await second;
  assert.deepEqual(seen, ['first begins', 'first ends', 'second begins', 'second ends']);
});
