import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFrequencies, changedGroup, perHour, sayDuration } from './frequency-fields.ts';

const tenant = {
  pollingIntervalSeconds: 600,
  inventoryIntervalSeconds: 86_400,
  activeWindowSeconds: 2_592_000,
};

test('what was not touched is not sent, and nothing at all when nothing was', () => {
  assert.equal(changedFrequencies(tenant, { ...tenant }), undefined);
  assert.deepEqual(changedFrequencies(tenant, { ...tenant, pollingIntervalSeconds: 60 }), {
    pollingIntervalSeconds: 60,
  });
});

test('a group takes a frequency of the tenant back by null', () => {
  assert.deepEqual(changedGroup({ ...tenant }, { ...tenant, activeWindowSeconds: null }), {
    activeWindowSeconds: null,
  });
});

test('durations are said, and so is the load that they make', () => {
  assert.equal(sayDuration(600), '10 minutes');
  assert.equal(sayDuration(86_400), '1 day');
  assert.equal(perHour(1_000, 600), 6_000);
  assert.equal(perHour(1_000, 0), 0);
});
