import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCertificateFiles } from '../check-certificate-files.ts';
import { dateCases } from './testing/cases/date-cases.ts';
import { compare } from './testing/compare.ts';
import { LiveServer } from './testing/live-handshake.ts';

const YEAR_MS = 365 * 86_400_000;

function codesAt(moment: number): string[][] {
  return dateCases(moment).map(({ file, anchor, hostname }) =>
    checkCertificateFiles({ file, anchor, hostname, at: moment }).findings.map(({ code }) => code),
  );
}

test('chains of the present are judged as a handshake now judges them', async () => {
  await using server = await LiveServer.open();
  const verdicts = new Set<boolean>();
  for (const one of dateCases(Date.now())) {
    const { agrees, agreesWhy, codes, live, isUsable } = await compare(one, server);
    assert.ok(agrees && agreesWhy, `${one.name}: ${codes.join(', ')} and ${JSON.stringify(live)}`);
    verdicts.add(isUsable);
  }
  assert.equal(verdicts.size, 2);
});

for (const years of [-20, -1, 1, 30]) {
  test(`${years} years from now, the same chains with dates of then are judged the same`, () => {
    assert.deepEqual(codesAt(Date.now() + years * YEAR_MS), codesAt(Date.now()));
  });
}
