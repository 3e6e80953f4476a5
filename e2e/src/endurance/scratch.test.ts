import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { EnduranceScenario } from './endurance-scenario.ts';
import { makePlace } from './make-place.ts';
test('scratch', async (t) => {
  await using place = await makePlace(100 * 2 ** 20);
  if (typeof place === 'string') throw new Error(place);
  await using scenario = await EnduranceScenario.start(place);
  const fleet = await scenario.startFleet({ name: 'x', clients: 5, seconds: 60 });
  await scenario.cut();
  await scenario.untilPlatform('away');
  await wait(3000);
  await place.disk.fill(0);
  await wait(1000);
  await scenario.mend();
  const s = Date.now();
  for (let i = 0; i < 15; i++) { await wait(3000); t.diagnostic(`${Date.now()-s} ${JSON.stringify(await scenario.spool())} free ${place.disk.freeBytes}`); }
  place.disk.relieve();
  const r = Date.now();
  await scenario.drained();
  t.diagnostic(`recovered ${Date.now()-r} ms after room`);
  await fleet.finish();
  t.diagnostic((scenario as any).output2);
});
