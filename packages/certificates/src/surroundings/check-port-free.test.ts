import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePorts } from '@causeway/testkit';
import { checkPortFree, explainPortError } from './check-port-free.ts';

const codesOf = (findings: readonly { code: string; severity: string }[]) =>
  findings.map(({ severity, code }) => `${severity} ${code}`);

test('a free port, which stays free', async () => {
  const [port = 0] = await freePorts(1);
  assert.deepEqual(await checkPortFree(port), []);
  assert.deepEqual(await checkPortFree(port), []);
});

for (const host of ['::', '127.0.0.1']) {
  test(`a port that another program listens on at ${host}`, async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const found = await checkPortFree(port);
      assert.deepEqual(codesOf(found), ['error PORT_TAKEN']);
      assert.match(found[0]?.seen ?? '', new RegExp(String(port)));
    } finally {
      taken.close();
      await once(taken, 'close');
    }
  });
}

test('a port that needs a right, and one that fails otherwise', () => {
  const explain = (code: string) => codesOf(explainPortError(443, Object.assign(new Error(code), { code })));
  assert.deepEqual(explain('EACCES'), ['error PORT_PRIVILEGED']);
  assert.deepEqual(explain('EADDRNOTAVAIL'), ['error PORT_UNUSABLE']);
});
