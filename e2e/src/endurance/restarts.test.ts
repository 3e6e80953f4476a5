import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Installation } from '../constellation/installation.ts';
import { createRandom } from '../simulation/create-random.ts';
import { EnduranceScenario } from './endurance-scenario.ts';
import { killAtRandom } from './kill-at-random.ts';
import { sayCounts, sayJudged } from './say-counts.ts';
import { unexpectedFailures } from './unexpected-failures.ts';

const SEED = 20_261_124;
const KILLS = 10;
const LOAD = { name: 'restarts', clients: 40, seconds: 60 };

test('an endpoint server that is killed again and again, and a platform that is, lose and double no upload', async (t) => {
  await using installation = await Installation.start();
  const stateFolder = installation.folder.file('branch');
  await using scenario = await EnduranceScenario.start({ installation, stateFolder });
  const fleet = await scenario.startFleet(LOAD);
  await killAtRandom(scenario, { times: KILLS / 2, random: createRandom(SEED) });
  await scenario.killPlatform();
  await killAtRandom(scenario, { times: KILLS / 2, random: createRandom(SEED + 1) });
  await scenario.restartPlatform();
  await fleet.finish();
  await scenario.drained();
  sayCounts(t, `killed ${KILLS} times, the platform once (seed ${SEED})`, fleet);
  assert.deepEqual(unexpectedFailures(fleet), []);
  const judged = await scenario.judge();
  sayJudged(t, judged);
  assert.deepEqual(judged.faults, []);
});
