import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { isAcceptedUnder } from '../is-accepted-under.ts';
import { explainedDisagreements } from './explained-disagreements.ts';
import { allCases } from './testing/cases/all-cases.ts';
import { crossingCases } from './testing/cases/crossing-cases.ts';
import { mixedCases } from './testing/cases/mixed-cases.ts';
import { type Comparison, compare } from './testing/compare.ts';
import { LiveServer } from './testing/live-handshake.ts';

/** Enough for every kind of refusal to come up; thousands more were tried, and agree. */
const THICKETS = 120;
const cases = [...allCases(), ...mixedCases(THICKETS)];

let server: LiveServer;
const comparisons: Comparison[] = [];
before(async () => {
  server = await LiveServer.open();
  for (const one of cases) comparisons.push(await compare(one, server));
});
after(() => server[Symbol.asyncDispose]());

test('more than 200 chains, each of its own name', () => {
  assert.ok(cases.length > 200);
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
});

test('the handshakes are not all of one kind', () => {
  const accepted = comparisons.filter(({ live }) => live.kind === 'accepted').length;
  assert.ok(accepted > 100 && comparisons.length - accepted > 100);
});

test('the check says usable exactly where a live handshake succeeds, but for the explained cases', () => {
  const disagreeing = comparisons.filter(({ agrees }) => !agrees);
  const explained = explainedDisagreements.flatMap(({ cases: names }) => names);
  assert.deepEqual(disagreeing.map(({ name }) => name).sort(), [...explained].sort());
});

test('an explained disagreement is a refusal of the check, with the code that the list gives', () => {
  for (const { code, cases: names } of explainedDisagreements) {
    for (const one of comparisons.filter(({ name }) => names.includes(name))) {
      assert.ok(!one.isUsable && one.codes.includes(code), `${one.name}: ${one.codes.join(', ')}`);
    }
  }
});

test('where the handshake fails, the check names a reason of the same kind', () => {
  const strange = comparisons.filter(({ agreesWhy }) => !agreesWhy);
  assert.deepEqual(
    strange.map(({ name, codes, live }) => ({ name, codes, live })),
    [],
  );
});

test('docs/certificate-check.md lists the explained cases', () => {
  const page = readFileSync(new URL('../../../../../docs/certificate-check.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.includes('| `CERTIFICATE_'))
    // Tables are padded for the eye.
    .map((line) => line.replace(/ +/g, ' '));
  assert.deepEqual(
    rows,
    explainedDisagreements.map(({ title, code, because }) => `| ${title} | \`${code}\` | ${because} |`),
  );
});

test('isAcceptedUnder tells which clients accept a cross-signed or renewed chain', async () => {
  const verdicts = new Set<boolean>();
  for (const one of crossingCases()) {
    const { file, hostname, anchor = '' } = one;
    const live = await server.shake(file, one);
    const isAccepted = isAcceptedUnder(file, hostname, [anchor], Date.now());
    assert.equal(isAccepted, live.kind === 'accepted', one.name);
    verdicts.add(isAccepted);
  }
  assert.equal(verdicts.size, 2);
});
