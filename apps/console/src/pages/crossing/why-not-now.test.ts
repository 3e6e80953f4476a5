import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as texts from '../../texts/index.ts';
import { whyNotNow } from './why-not-now.ts';

const { switchNow: says } = texts.crossing;
const counts = { clients: 3, proven: 1, blocking: 2, sleeping: 0, waived: 0, retired: 0, endpointServers: 0 };
const view = { change: null, isUnderWay: true, verdict: 'allowed', counts } as const;
const good = { view, binding: 'http+https', site: 'provisioning' } as const;

test('a tenant on HTTP + HTTPS is switched when the law holds', () => {
  assert.equal(whyNotNow(good), undefined);
});

test('each reason why not is said, the one that nobody here can do anything about first', () => {
  const refused = { ...view, verdict: 'refused' } as const;
  const rows = [
    [{ ...good, view: refused }, says.refused(2)],
    [{ ...good, view: refused, binding: 'https' }, says.notOnBoth],
    [{ ...good, view: refused, binding: undefined }, says.waiting],
    [{ ...good, view: { ...refused, isUnderWay: false } }, says.nothing],
    [{ ...good, view: { ...refused, change: 'id' } }, says.changing],
    [{ ...good, site: 'platform' }, says.atProvisioning],
  ] as const;
  for (const [situation, because] of rows) assert.equal(whyNotNow(situation), because);
});
