import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangeView, NewEnrollmentToken } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { until } from '../acme/acme-bench.ts';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { LightClient } from '../constellation/light-fleet.ts';

const HOSTNAME = 'acme.localhost';

test('a server that is killed while a fleet rehearses goes on with the rehearsal when it is back', async () => {
  await using installation = await Installation.start();
  const api = new Api(installation);
  for (const name of ['first', 'second']) {
    const ca = createTestCa({ name });
    const { chainPem, keyPem } = ca.issue({ hostnames: [HOSTNAME] });
    await api.must('POST', '/certificates/import', {
      name,
      pem: chainPem,
      key: keyPem,
      anchor: ca.certificatePem,
    });
  }
  const { httpPort, httpsPort } = installation;
  const site = { hostname: HOSTNAME, binding: 'http+https', certificate: 'first', httpPort, httpsPort };
  await api.must('POST', '/tenants', { name: 'acme', ...site });
  const { token } = await api.must<NewEnrollmentToken>('POST', '/tenants/acme/enrollment-tokens', {
    uses: 2,
  });
  const clients = [new LightClient('anna'), new LightClient('boris')];
  const pollAll = async () => {
    for (const client of clients) assert.equal((await client.poll()).kind, 'through');
  };
  for (const client of clients) await client.enroll(`http://${HOSTNAME}:${httpPort}`, token);
  await pollAll();

  await api.must('POST', '/tenants/acme/site', { certificate: 'second' });
  const change = (isReached: (view: ChangeView) => boolean) =>
    until('that state of the change', async () => {
      const [view] = await api.must<ChangeView[]>('GET', '/changes?limit=1');
      return view && isReached(view) ? view : undefined;
    });
  await change(({ state }) => state === 'crossing');
  await installation.server.stop('SIGKILL');
  await installation.serve();
  await pollAll();
  const { state, error } = await change((view) => view.state !== 'crossing' && view.state !== 'running');
  assert.equal(state, 'done', JSON.stringify(error));
  await pollAll();
});
