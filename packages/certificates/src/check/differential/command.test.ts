import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProcess, TemporaryFolder } from '@causeway/testkit';
import { checkCertificateFiles } from '../check-certificate-files.ts';
import { allCases } from './testing/cases/all-cases.ts';
import type { ChainCase } from './testing/chain-case.ts';

const causeway = fileURLToPath(import.meta.resolve('@causeway/server/main'));
/** Processes take a second each: some that differ in as much as can be. */
const SOME = [
  'name: wildcard two labels deep',
  'file: upper, lower, leaf',
  'constraint permitted: another domain',
  'cross-signed root served, client trusts the old root',
];

async function runCheck({ file, keyPem, anchor, hostname }: ChainCase, folder: TemporaryFolder) {
  const paths = {
    file: folder.file('chain.pem'),
    key: folder.file('key.pem'),
    anchor: folder.file('anchor.pem'),
  };
  await writeFile(paths.file, file);
  await writeFile(paths.key, keyPem);
  await writeFile(paths.anchor, anchor ?? '');
  const anchorOption = anchor === undefined ? [] : ['--anchor', paths.anchor];
  const options = ['--hostname', hostname, '--key', paths.key, ...anchorOption, '--json'];
  return runProcess(causeway, ['certificate', 'check', paths.file, ...options]);
}

const cases = allCases();

for (const wanted of SOME) {
  test(`causeway certificate check --json: ${wanted}`, async () => {
    const one = cases.find(({ name }) => name === wanted);
    assert.ok(one);
    await using folder = await TemporaryFolder.make();
    const { code, stdout } = await runCheck(one, folder);
    const { file, keyPem: key, anchor, hostname } = one;
    const expected = checkCertificateFiles({ file, key, anchor, hostname, at: Date.now() });
    const report = JSON.parse(stdout);
    assert.equal(report.verdict, expected.verdict);
    assert.deepEqual(
      report.findings.map(({ code: found }: { code: string }) => found),
      expected.findings.map(({ code: found }) => found),
    );
    assert.equal(code === 0, expected.verdict === 'usable');
  });
}
