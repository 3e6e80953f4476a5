import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AcceleratedWorld } from './accelerated-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 400;

for (const { lifetimeDays, renewals } of [
  // Renewed when a third is left: every 31 and every 4 days.
  { lifetimeDays: 47, renewals: 12 },
  { lifetimeDays: 6, renewals: 95 },
]) {
  test(`${DAYS} days with certificates of ${lifetimeDays} days: renewed in time by itself, and nobody is stranded`, async () => {
    await using world = await AcceleratedWorld.begin(lifetimeDays);
    const [always, ...others] = world.clients;
    assert.ok(always);
    for (let hour = 0; hour < DAYS * 24; hour++) {
      await world.advance(HOUR_MS);
      world.requireInDate();
      // One polls all the time, one every three days, one sleeps for a hundred days and comes back.
      const awake = world.clients.filter((client, index) => {
        if (client === always) return hour % 6 === 0;
        if (index % 2 === 1) return hour % 72 === 0;
        return hour % 2_400 < 48 && hour % 6 === 0;
      });
      for (const client of awake) await world.requireThrough(client);
    }
    for (const client of others) await world.requireThrough(client);
    const { issued, live } = await world.history();
    assert.ok(issued >= renewals, `${issued} renewals in ${DAYS} days`);
    assert.ok(live >= renewals, `${live} of them went live`);
    assert.ok(issued <= renewals * 1.5, `${issued} renewals are more than needed`);
  });
}

test('the root of the internal CA is followed by another: the fleet rehearses, and nobody is stranded', async () => {
  await using world = await AcceleratedWorld.begin(90);
  const anchors = new Set<string>();
  for (let day = 0; day < 3_600; day++) {
    await world.advance(DAY_MS);
    world.requireInDate();
    anchors.add(world.anchor);
    // The last client wakes once in a hundred days: it is active for a third of the time.
    for (const [index, client] of world.clients.entries())
      if (index < world.clients.length - 1 || day % 100 === 0) await world.requireThrough(client);
  }
  assert.equal(anchors.size, 2);
});
