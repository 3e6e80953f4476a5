import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, targetsOf } from '../serving/target.ts';
import {
  answerOf,
  httpListener,
  makeCertificate,
  offerCertificate,
  offerOf,
  siteOn,
} from '../testing/offers.ts';
import { withAnswer, withApplied, withLocal, withoutWaiting } from './serving-changes.ts';
import { nothingServed, type ServingState } from './serving-state.ts';

const namesOf = (state: ServingState) => targetsOf(state).map(nameOf);
const offered = (number: number, state: ServingState = nothingServed) =>
  withAnswer(state, answerOf({ offer: offerOf(number, [httpListener(8080)]) }));
const served = (number: number, state?: ServingState) => {
  const next = offered(number, state);
  return next.newest === null ? next : withApplied(next, next.newest);
};
const changed = (state: ServingState) =>
  withLocal(state, { site: siteOn(9090), certificate: null, appliedAt: 1 });

test('nothing is served before an admin authorizes it, and nothing once it is retired', () => {
  const newest = offerOf(1, [httpListener(8080)]);
  for (const state of ['pending', 'retired'] as const)
    assert.deepEqual(
      namesOf(withAnswer({ ...nothingServed, newest, applied: newest }, answerOf({ state }))),
      ['nothing'],
    );
});

test('the newest offer is best, and the one that could be applied before is next', () => {
  assert.deepEqual(namesOf(offered(1)), ['offer 1', 'nothing']);
  assert.deepEqual(namesOf(offered(2, served(1))), ['offer 2', 'offer 1', 'nothing']);
});

test('an offer that is older than one that came, or the same again, changes nothing', () => {
  const state = served(2);
  for (const number of [1, 2]) assert.equal(offered(number, state).newest, state.newest);
});

test('a local change is served until a newer offer can be', () => {
  const state = changed(served(1));
  assert.equal(state.local?.outcome, 'waiting');
  assert.equal(namesOf(state)[0], 'local change 1');
  const overruled = offered(2, state);
  assert.deepEqual(namesOf(overruled), ['offer 2', 'local change 1', 'offer 1']);
  assert.equal(served(2, state).local, null);
});

test('what nobody came through is taken back to what was before; what was seen stays', () => {
  const first = changed(served(1));
  assert.deepEqual(namesOf(withoutWaiting(first)), ['offer 1', 'nothing']);
  const seen = withAnswer(first, answerOf({ local: { number: 1, outcome: 'seen' } }));
  assert.equal(withoutWaiting(seen), seen);
  const second = changed(seen);
  assert.equal(second.local?.number, 2);
  assert.equal(withoutWaiting(second).local?.number, 1);
  assert.equal(withoutWaiting(second).lastLocal, 2, 'a number is never given twice');
});

test('an outcome is of the change that it names, and no other', () => {
  const state = changed(changed(served(1)));
  for (const outcome of ['seen', 'adopted', 'overruled'] as const)
    assert.deepEqual(withAnswer(state, answerOf({ local: { number: 1, outcome } })).local, state.local);
});

test('an adopted change is served until its offer has come; an overruled one goes at once', () => {
  const state = changed(served(1));
  const adopted = withAnswer(state, answerOf({ local: { number: 1, outcome: 'adopted' } }));
  assert.equal(namesOf(adopted)[0], 'local change 1');
  assert.deepEqual(withoutWaiting(adopted), adopted);
  const overruled = withAnswer(state, answerOf({ local: { number: 1, outcome: 'overruled' } }));
  assert.deepEqual(namesOf(overruled), ['offer 1', 'nothing']);
});

test('a key that was given here is kept while an offer or a change uses it, and forgotten then', async () => {
  const certificate = makeCertificate();
  const local = withLocal(served(1), { site: siteOn(9090), certificate, appliedAt: 1 });
  assert.deepEqual(Object.keys(local.ownCertificates), [certificate.sha256]);
  const adopting = offerOf(2, [httpListener(9090)], [await offerCertificate(certificate)]);
  const adopted = withApplied(withAnswer(local, answerOf({ offer: adopting })), adopting);
  assert.equal(adopted.local, null);
  assert.deepEqual(Object.keys(adopted.ownCertificates), [certificate.sha256]);
  assert.deepEqual(served(3, adopted).ownCertificates, {});
  assert.deepEqual(withoutWaiting(local).ownCertificates, {});
});
