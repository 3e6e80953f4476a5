import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openClient } from '@causeway/client/open-client';
import { type Client, FileStateStore } from '@causeway/client-core';
import type { CertificateView, ChangeView, NewEnrollmentToken, TenantView } from '@causeway/contract/admin';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { problemAt } from '../constellation/load.ts';

const dyingScript = fileURLToPath(import.meta.resolve('./serve-and-die.ts'));
const SETTLE_LIMIT_MS = 30_000;
const clients: Client[] = [];
const stores = new DisposableStack();
let installation: Installation;
let api: Api;
let anchorPem = '';

before(async () => {
  installation = await Installation.start();
  api = new Api(installation);
  const { httpPort, httpsPort } = installation;
  await api.must('POST', '/tenants', { name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
  await api.must('POST', '/certificates/self-signed', { name: 'acme-2026', hostnames: ['acme.localhost'] });
  ({ anchorPem } = await api.must<CertificateView>('GET', '/certificates/acme-2026'));
  const { token } = await api.must<NewEnrollmentToken>('POST', '/tenants/acme/enrollment-tokens', {});
  for (const name of ['anna', 'boris']) {
    const store = stores.use(new FileStateStore(installation.folder.file('clients', name), 'lock'));
    const client = openClient(store, { now: Date.now });
    await client.enroll({ server: `http://acme.localhost:${httpPort}`, token, name });
    clients.push(client);
  }
  await pollAll();
});
after(async () => {
  stores.dispose();
  await installation[Symbol.asyncDispose]();
});

async function pollAll(): Promise<void> {
  const outcomes = await Promise.all(clients.map((client) => client.poll()));
  for (const { kind, news } of outcomes) assert.equal(kind, 'through', news.join('\n'));
}

/** Starts the change on a server that dies at that event. @returns false when the change ended before it */
async function killDuring(site: object, event: number): Promise<boolean> {
  await installation.server.stop();
  const server = await installation.serveBy(dyingScript, ['--die-at', String(event)]);
  const ended = server.exit().then(() => 'killed' as const);
  const done = api.configure('acme', site).then(
    () => 'done' as const,
    () => ended,
  );
  const first = await Promise.race([ended, done]);
  if (first === 'done') await server.stop();
  await installation.serve();
  return first === 'killed';
}

/** The newest change, once it is over. */
async function settled(): Promise<ChangeView | undefined> {
  const end = Date.now() + SETTLE_LIMIT_MS;
  while (true) {
    const [change] = await api.must<ChangeView[]>('GET', '/changes?limit=1');
    if (change === undefined || !['running', 'crossing', 'undoing'].includes(change.state)) return change;
    if (Date.now() > end) throw new Error(`still ${change.state} after ${SETTLE_LIMIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const changes = [
  {
    title: 'http → http+https',
    there: { binding: 'http+https', certificate: 'acme-2026' },
    back: { binding: 'http' },
    from: 'http',
    to: 'http+https',
  },
  {
    title: 'http+https → https',
    there: { binding: 'https' },
    back: { binding: 'http+https' },
    from: 'http+https',
    to: 'https',
  },
];

for (const { title, there, back, from, to } of changes) {
  test(`${title}: killed before and after every step, it is finished or undone, the tenant answers and every client is reachable`, async () => {
    if (from !== 'http') await api.configure('acme', { binding: from, certificate: 'acme-2026' });
    await pollAll();
    const ends = new Map<string, number>();
    for (let event = 0; await killDuring(there, event); event++) {
      const change = await settled();
      const tenant = await api.must<TenantView>('GET', '/tenants/acme');
      const reached = tenant.inForce.binding;
      assert.ok(reached === from || reached === to, `event ${event}: ${reached}`);
      assert.equal(tenant.saved.binding, reached, `event ${event}: saved`);
      if (reached === to) assert.equal(change?.state, 'done');
      for (const { address } of tenant.serving)
        assert.equal(
          await problemAt({ url: `${address}/config.ini`, anchorsPem: [anchorPem] }),
          undefined,
          `event ${event}: ${address}`,
        );
      await pollAll();
      ends.set(reached, (ends.get(reached) ?? 0) + 1);
      if (reached === to) {
        await api.configure('acme', back);
        await pollAll();
      }
    }
    // Ten steps of two writes each, with the first and the last: before and after each of them.
    assert.ok((ends.get(to) ?? 0) >= 40, JSON.stringify([...ends]));
  });
}
