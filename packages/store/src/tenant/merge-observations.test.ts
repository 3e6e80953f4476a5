import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId } from '@causeway/contract';
import { someObservation } from '../testing/records.ts';
import { mergeObservations } from './merge-observations.ts';

const clientId = asId<ClientId>('0199a000-0000-7000-8000-000000000001');
const contact = {
  clientId,
  lastSeenAt: null,
  lastAddress: null,
  fetchedRevision: 0,
  appliedRevision: 0,
  clockSkewSeconds: 0,
  version: '1.0.0',
};

test('takes what an earlier request of the batch said of itself, when the later one is silent', () => {
  const silent = someObservation({ clientId, at: 20 });
  const telling = someObservation({ clientId, at: 10, version: '2.0.0', clockSkewSeconds: 3 });
  const { contacts } = mergeObservations([contact], [silent, telling]);
  assert.deepEqual(contacts, [
    { ...contact, lastSeenAt: 20, lastAddress: silent.address, version: '2.0.0', clockSkewSeconds: 3 },
  ]);
});

test('leaves each row once, however many requests there were', () => {
  const failures = [{ address: 'https://inventory.acme.example:443', code: 'TIMED_OUT', at: 5 }];
  const observations = [1, 3, 2].map((at) => someObservation({ clientId, at, failures }));
  const { contacts, evidence, failures: kept } = mergeObservations([contact], observations);
  assert.deepEqual([contacts.length, evidence.map(({ at }) => at), kept.length], [1, [3], 1]);
});
