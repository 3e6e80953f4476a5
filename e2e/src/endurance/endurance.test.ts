import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { SmallDisk } from '../constellation/small-disk.ts';
import { until } from '../demo/until.ts';
import { createRandom } from '../simulation/create-random.ts';
import { EnduranceScenario } from './endurance-scenario.ts';
import { killAtRandom } from './kill-at-random.ts';
import { type EndurancePlace, makePlace } from './make-place.ts';
import { sayCounts, sayJudged } from './say-counts.ts';
import { unexpectedFailures } from './unexpected-failures.ts';
import type { UploadFleetProcess } from './upload-fleet-process.ts';

/** How long the upstream leg is cut; ten minutes are 600. */
const CUT_SECONDS = Number(process.env.CAUSEWAY_CUT_SECONDS ?? 60);
const SEED = 20_261_125;
const KILLS_WHILE_CUT = 20;
const KILLS = 30;
const PLATFORM_KILLS = 2;
const CLIENTS = 60;
const MEBIBYTE = 1024 * 1024;
/** What all fleets upload lies in it twice while it is written, with room to spare. */
const DISK_BYTES = 160 * MEBIBYTE;
/** The spool keeps 16 MiB free, so that it can always be emptied; two more are filled by uploads within seconds. */
const LEFT_BYTES = 18 * MEBIBYTE;
const LIMIT_MS = 60_000;
/** Of uploads, before something else happens. */
const MORE = 2 * CLIENTS;

interface Scene {
  readonly place: EndurancePlace;
  readonly scenario: EnduranceScenario;
}

const phases: readonly (readonly [string, (t: TestContext, scene: Scene) => Promise<void>])[] = [
  ['what clients upload reaches the platform', steady],
  ['a full disk refuses uploads and nothing else, and what it holds leaves it', fullDisk],
  [`clients are served on while the upstream leg is cut for ${CUT_SECONDS} s`, cutLeg],
  ['an endpoint server that is killed at any moment goes on where it was', kills],
  ['a platform that is killed under load is waited for', platformKills],
  ['every upload that was answered is stored exactly once, and none that was not is lost', judge],
];

test('a stand-alone endpoint server endures a cut upstream leg, a full disk, and kills of itself and of the platform', async (t) => {
  await using place = await placeFor(t);
  if (place === undefined) return;
  await using scenario = await EnduranceScenario.start(place);
  for (const [title, phase] of phases) await t.test(title, (sub) => phase(sub, { place, scenario }));
});

async function placeFor(t: TestContext): Promise<EndurancePlace | undefined> {
  const place = await makePlace(DISK_BYTES);
  if (typeof place !== 'string') return place;
  // A right is not a package that could be installed: where a machine does not give it, it is said and no failure.
  t.skip(place);
  return undefined;
}

async function steady(t: TestContext, { scenario }: Scene): Promise<void> {
  const fleet = await scenario.startFleet({ name: 'steady', clients: CLIENTS, seconds: 30 });
  await untilMore(fleet, 5 * MORE);
  await fleet.finish();
  await scenario.drained();
  sayCounts(t, 'steady', fleet);
  assert.deepEqual(fleet.failures, []);
}

async function fullDisk(t: TestContext, { scenario, place: { disk } }: Scene): Promise<void> {
  using _relief = { [Symbol.dispose]: () => disk.relieve() };
  const fleet = await scenario.startFleet({ name: 'full-disk', clients: CLIENTS, seconds: 60 });
  await scenario.cut();
  await disk.fill(LEFT_BYTES);
  await untilRefused(fleet);
  const full = await scenario.spool();
  t.diagnostic(`full with ${full.entries} entries of ${full.bytes} bytes, ${disk.freeBytes} bytes free`);
  await fillToTheLastByte(fleet, disk);
  assert.ok(scenario.isServerAlive);
  await scenario.mend();
  // Nobody made room but the spool itself.
  await untilMore(fleet, MORE);
  const { entries } = await scenario.spool();
  disk.relieve();
  await fleet.finish();
  sayCounts(t, 'full disk', fleet);
  assert.ok(entries < full.entries, `${entries} entries wait, as many as before`);
  assert.ok(scenario.isServerAlive);
  assert.deepEqual(unexpectedFailures(fleet), []);
}

/** Somebody else takes what the spool keeps free, and gives it back. */
async function fillToTheLastByte(fleet: UploadFleetProcess, disk: SmallDisk): Promise<void> {
  const leftBytes = disk.freeBytes;
  await disk.fill(0);
  await untilRefused(fleet);
  disk.relieve();
  await disk.fill(leftBytes);
}

async function cutLeg(t: TestContext, { scenario }: Scene): Promise<void> {
  const fleet = await scenario.startFleet({ name: 'cut', clients: CLIENTS, seconds: CUT_SECONDS + 30 });
  await scenario.cut();
  const over = wait(CUT_SECONDS * 1000);
  await scenario.untilPlatform('away');
  const before = fleet.answered;
  await wait((CUT_SECONDS * 1000) / 2);
  const whileCut = fleet.answered - before;
  await killAtRandom(scenario, { times: KILLS_WHILE_CUT, random: createRandom(SEED) });
  await over;
  const { entries, bytes } = await scenario.spool();
  await scenario.mend();
  await fleet.finish();
  await scenario.untilPlatform('reached');
  t.diagnostic(`${entries} entries of ${bytes} bytes waited when the leg was mended`);
  sayCounts(t, `cut for ${CUT_SECONDS} s, killed ${KILLS_WHILE_CUT} times meanwhile (seed ${SEED})`, fleet);
  assert.ok(whileCut >= MORE, `only ${whileCut} uploads were answered`);
  assert.ok(entries >= whileCut, `${entries} entries wait`);
  assert.deepEqual(unexpectedFailures(fleet), []);
}

async function kills(t: TestContext, { scenario }: Scene): Promise<void> {
  const fleet = await scenario.startFleet({ name: 'kills', clients: CLIENTS, seconds: 60 });
  await killAtRandom(scenario, { times: KILLS, random: createRandom(SEED + 1) });
  await fleet.finish();
  sayCounts(t, `killed ${KILLS} times (seed ${SEED + 1})`, fleet);
  assert.deepEqual(unexpectedFailures(fleet), []);
}

async function platformKills(t: TestContext, { scenario }: Scene): Promise<void> {
  await scenario.untilPlatform('reached');
  const fleet = await scenario.startFleet({ name: 'platform', clients: CLIENTS, seconds: 45 });
  for (let kill = 0; kill < PLATFORM_KILLS; kill++) {
    await scenario.killPlatform();
    await untilMore(fleet, MORE);
    await scenario.restartPlatform();
    await untilMore(fleet, MORE);
  }
  await fleet.finish();
  sayCounts(t, `platform killed ${PLATFORM_KILLS} times`, fleet);
  assert.deepEqual(fleet.failures, []);
}

async function judge(t: TestContext, { scenario }: Scene): Promise<void> {
  await scenario.drained();
  const judged = await scenario.judge();
  sayJudged(t, judged);
  assert.deepEqual(judged.faults, []);
  assert.equal(judged.stored, judged.answered);
}

/** Uploads of this fleet are answered. */
async function untilMore(fleet: UploadFleetProcess, more: number): Promise<void> {
  const goal = fleet.answered + more;
  const isThere = (answered: number) => answered >= goal;
  await until(`${goal} uploads answered`, LIMIT_MS, async () => fleet.answered, isThere);
}

/** One more upload is refused for want of room. */
async function untilRefused(fleet: UploadFleetProcess): Promise<void> {
  const refused = () => fleet.failuresByCode.SPOOL_FULL ?? 0;
  const before = refused();
  await until(
    'a refusal',
    LIMIT_MS,
    async () => refused(),
    (now) => now > before,
  );
}
