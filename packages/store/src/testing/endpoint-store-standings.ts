import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientId } from '@causeway/contract';
import type { EndpointStore } from '@causeway/endpoint';
import { enrollOne, type OpenEndpointStore } from './open-endpoint-store.ts';

export function testStandings(open: OpenEndpointStore): void {
  test('tells whose standing changed since the call before, and nobody twice', async () => {
    await using store = await open();
    const [one, other] = await enrollThree(store);
    assert.deepEqual((await store.clients.changedSince(0, 9)).ids, []);
    await store.clients.setStanding(one, 'retired');
    const first = await store.clients.changedSince(0, 9);
    assert.deepEqual(first.ids, [one]);
    await store.clients.setStanding(other, 'retired');
    const second = await store.clients.changedSince(first.standingsAt, 9);
    assert.deepEqual(second.ids, [other]);
    assert.deepEqual(await store.clients.changedSince(second.standingsAt, 9), { ...second, ids: [] });
    assert.deepEqual((await store.clients.changedSince(0, 9)).ids, [one, other]);
  });

  test('tells of one that changed again as of a new change, at its new place', async () => {
    await using store = await open();
    const [one, other] = await enrollThree(store);
    await store.clients.setStanding(one, 'retired');
    await store.clients.setStanding(other, 'retired');
    const { standingsAt } = await store.clients.changedSince(0, 9);
    await store.clients.setStanding(one, 'enrolled');
    assert.deepEqual((await store.clients.changedSince(standingsAt, 9)).ids, [one]);
    assert.deepEqual((await store.clients.changedSince(0, 9)).ids, [other, one]);
  });

  test('takes a standing that is the same already, and everything else, for no change', async () => {
    await using store = await open();
    const [one] = await enrollThree(store);
    await store.clients.setStanding(one, 'enrolled');
    await store.clients.setWaiver(one, { reason: 'in repair', by: 'anna', at: 5 });
    assert.deepEqual((await store.clients.changedSince(0, 9)).ids, []);
  });

  test('tells of many in pages, none of them lost though all come at once', async () => {
    await using store = await open();
    const ids = [...(await enrollThree(store)), ...(await enrollThree(store))];
    await Promise.all(ids.map((id) => store.clients.setStanding(id, 'retired')));
    const told: ClientId[] = [];
    let { ids: page, standingsAt } = await store.clients.changedSince(0, 4);
    while (page.length > 0) {
      told.push(...page);
      ({ ids: page, standingsAt } = await store.clients.changedSince(standingsAt, 4));
    }
    assert.deepEqual(told.sort(), ids.sort());
  });

  test('starts over for a cursor of a time that was taken back', async () => {
    await using store = await open();
    const [one] = await enrollThree(store);
    assert.deepEqual((await store.clients.changedSince(70, 9)).ids, []);
    await store.clients.setStanding(one, 'retired');
    const { ids, standingsAt } = await store.clients.changedSince(70, 9);
    assert.deepEqual(ids, [one]);
    assert.deepEqual((await store.clients.changedSince(standingsAt, 9)).ids, []);
  });
}

async function enrollThree(store: EndpointStore): Promise<[ClientId, ClientId, ClientId]> {
  const enroll = async () => (await enrollOne(store)).id;
  return [await enroll(), await enroll(), await enroll()];
}
