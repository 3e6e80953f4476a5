import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answered } from './ask.ts';
import { nameOf, type Operation, operationsOf } from './operations.ts';
import { assertRefusal, refusalIn } from './refusal.ts';
import { type RouteRow, routeRows } from './routes/index.ts';
import { Scene } from './scene.ts';
import { changesBetween, type Snapshot, takeSnapshot } from './snapshot.ts';

describe('bad input to every route', () => {
  let scene: Scene;
  let operations: readonly Operation[];
  let rows: readonly RouteRow[];
  let last: Snapshot;

  before(async () => {
    scene = await Scene.start();
    operations = await operationsOf(scene.questioner);
    rows = routeRows(scene);
    last = await takeSnapshot(scene.questioner);
  });
  after(() => scene[Symbol.asyncDispose]());

  it('has a row for each route of the OpenAPI document, and none for any other', () => {
    const known = operations.map(nameOf).sort();
    assert.deepEqual([...new Set(rows.map(({ route }) => route))].sort(), known);
  });

  it('is refused with its code, what was seen, what was expected and the remedy; nothing is changed', async (t) => {
    for (const [route, group] of Map.groupBy(rows, (row) => row.route)) {
      for (const row of group)
        await t.test(`${route}: ${row.says}`, async () => check(await scene.questioner.ask(row.asked), row));
      await t.test(`${route}: nothing is changed by any of these`, nothingChanged);
    }
  });

  it('nobody without a session or token comes further than the door', async () => {
    for (const { method, path } of operations.filter(({ isPublic }) => !isPublic)) {
      const place = path.replaceAll(/\{\w+\}/g, 'acme');
      for (const secret of [null, 'unknown', 'x'.repeat(5_000)]) {
        const answer = await scene.questioner.ask({ method, path: place, secret });
        check(answer, { status: 401, code: 'SIGNED_OUT' }, `${method} ${path}`);
      }
    }
    await nothingChanged();
  });

  async function nothingChanged(): Promise<void> {
    const before = last;
    last = await takeSnapshot(scene.questioner);
    assert.deepEqual(changesBetween(before, last), []);
  }
});

/** A cookie needs an origin, so an answer without a secret may say that first. */
function check(
  { status, text }: Answered,
  row: Pick<RouteRow, 'status' | 'code' | 'finding'>,
  where = '',
): void {
  const error = refusalIn(text);
  assert.ok(error !== undefined, `${where} ${status} ${text}`);
  if (where !== '' && error.code === 'CROSS_SITE_REQUEST') return;
  assertRefusal(error, row.code);
  assert.equal(status, row.status, text);
  if (row.finding !== undefined) assert.match(JSON.stringify(error.details), new RegExp(`"${row.finding}"`));
}
