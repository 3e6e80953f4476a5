import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from '../testing/bench.ts';
import { fetchRenewalInfo } from './fetch-renewal-info.ts';
import { planRenewal, type RenewalInput } from './plan-renewal.ts';

const day = 86_400_000;
const input: RenewalInput = {
  info: undefined,
  retryAfterSeconds: undefined,
  certificate: { notBefore: 0, notAfter: 90 * day },
  before: null,
  now: day,
  random: 0.25,
};
const window = (start: number, end: number) => ({
  suggestedWindow: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
});

test('without a word of the CA the renewal is due after two thirds of the life', () => {
  assert.deepEqual(planRenewal(input), {
    renewAt: 60 * day,
    askAgainAt: day + 21_600_000,
    window: null,
    explanationUrl: null,
  });
});

test('within the window that the CA suggests a random moment is chosen, and kept while the window stays', () => {
  const info = { ...window(40 * day, 44 * day), explanationURL: 'https://ca.example/why' };
  const plan = planRenewal({ ...input, info, retryAfterSeconds: 3_600 });
  assert.deepEqual([plan.renewAt, plan.askAgainAt], [41 * day, day + 3_600_000]);
  assert.equal(plan.explanationUrl, 'https://ca.example/why');
  assert.equal(planRenewal({ ...input, info, before: plan, random: 0.9 }).renewAt, 41 * day);
  assert.equal(planRenewal({ ...input, info: window(2 * day, 4 * day), before: plan }).renewAt, 2.5 * day);
  assert.equal(planRenewal({ ...input, before: plan }).renewAt, 41 * day, 'silence takes nothing back');
});

test('the CA is asked again no sooner than in a minute and no later than in a day', () => {
  assert.equal(planRenewal({ ...input, retryAfterSeconds: 1 }).askAgainAt, day + 60_000);
  assert.equal(planRenewal({ ...input, retryAfterSeconds: 9e9 }).askAgainAt, 2 * day);
});

test('a window that ends before it starts, or is no time at all, is none', () => {
  for (const info of [window(4 * day, 2 * day), { suggestedWindow: { start: 'soon', end: 'later' } }])
    assert.equal(planRenewal({ ...input, info }).window, null);
});

test('the CA is asked under the name that RFC 9773 gives the certificate, and only a CA that has the service', async () => {
  const bench = new Bench();
  const account = await bench.account();
  const order = await bench.run(await bench.order(account));
  const { chainPem = '' } = bench.certificates.get(order.certificateId) ?? {};
  assert.equal(await fetchRenewalInfo(bench.session(account), chainPem), undefined);
  bench.ca.renewalInfo = window(40 * day, 44 * day);
  const answer = await fetchRenewalInfo(bench.session(account), chainPem);
  assert.deepEqual([answer?.body, answer?.retryAfterSeconds], [bench.ca.renewalInfo, 21_600]);
  assert.match(bench.ca.requests.at(-1) ?? '', /^\/ari\/[\w-]{27}\.[\w-]+$/);
});
