import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayFleet } from './say-fleet.ts';

const fleet = { clients: 3, retired: 1, endpointServers: 1, trouble: null };

test('the fleet is counted as its crossing counts it: endpoint servers, too, and no retired client', () => {
  assert.equal(sayFleet(fleet), '2 clients and 1 endpoint server');
  assert.equal(
    sayFleet({ ...fleet, clients: 1_235, endpointServers: 2 }),
    '1,234 clients and 2 endpoint servers',
  );
  assert.equal(sayFleet({ ...fleet, retired: 2, endpointServers: 0 }), '1 client');
});

test('of a tenant that does not run the fleet is not said to be empty', () => {
  assert.equal(sayFleet({ clients: 0, retired: 0, endpointServers: 1, trouble: 'not running' }), '–');
});
