import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { FAKE_CA, FakeCa } from '@causeway/acme/testing';
import { createBindings } from '@causeway/bindings';
import { asId, type CertificateId, type TenantId } from '@causeway/contract';
import type { AcmeOrderView, ObtainCertificate } from '@causeway/contract/admin';
import { someTenant } from '@causeway/store/testing';
import { freePorts } from '@causeway/testkit';
import { AuditTrail } from '../audit.ts';
import { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { openTestStore } from '../testing/open-store.ts';
import { AcmeDesk } from './acme-desk.ts';

const DAY = 86_400_000;
const HOSTNAME = 'acme.localhost';

/** A desk on a real store and real sockets, before a CA that looks at them. */
async function startDesk() {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await openTestStore());
  const bindings = stack.use(createBindings());
  const ca = new FakeCa();
  const [port = 0] = await freePorts(1);
  ca.look = async ({ hostname, token, keyAuthorization }) => {
    const path = `/.well-known/acme-challenge/${token}`;
    const asked = request({ port, path, agent: false, headers: { host: hostname } }).end();
    const [response] = await once(asked, 'response');
    return (await text(response)) === keyAuthorization ? undefined : { detail: 'something else was there' };
  };
  const clock = { now: Date.now() };
  const obtained = { count: 0 };
  const now = () => clock.now;
  const desk = stack.use(
    new AcmeDesk({
      ...{ store, bindings, now },
      certificates: new CertificatesDesk(store, now),
      onObtained: () => void obtained.count++,
      audit: new AuditTrail(store, now),
      log: { info: () => {}, error: () => {} },
      dnsHooks: [],
      createTransport: () => ca.transport,
      rest: async (_ms, signal) => signal.throwIfAborted(),
      random: () => 0,
    }),
  );
  await desk.accounts.create({
    name: 'fake',
    directoryUrl: `${FAKE_CA}/dir`,
    agreesToTerms: true,
    issuerAnchor: ca.root.certificatePem,
  });
  const serve = () =>
    bindings.apply(
      'a',
      [{ scheme: 'http', hostname: HOSTNAME, port, serves: 'rescue' }],
      (_request, response) => {
        response.writeHead(404).end();
      },
    );
  const rest = stack.move();
  return { desk, store, ca, clock, obtained, serve, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

type Desk = Awaited<ReturnType<typeof startDesk>>;
const wish: Omit<ObtainCertificate, 'name'> = {
  account: 'fake',
  hostnames: [HOSTNAME],
  challenge: 'http-01',
};

async function over({ desk }: Desk, { id }: Pick<AcmeOrderView, 'id'>): Promise<AcmeOrderView> {
  while (true) {
    const order = await desk.orders.view(id);
    if (order.endedAt !== null) return order;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('without a listener that could answer, the order is refused before the CA hears of it', async () => {
  await using bench = await startDesk();
  const { orders } = bench.desk;
  await assert.rejects(orders.obtain({ ...wish, name: 'web' }, 'ada'), {
    code: 'ACME_HTTP_LISTENER_MISSING',
  });
  const tls = { ...wish, name: 'web', challenge: 'tls-alpn-01' } as const;
  await assert.rejects(orders.obtain(tls, 'ada'), { code: 'ACME_TLS_LISTENER_MISSING' });
  const dns = { ...wish, name: 'web', challenge: 'dns-01', dnsHook: '/bin/true' } as const;
  await assert.rejects(orders.obtain(dns, 'ada'), { code: 'ACME_HOOK_NOT_ALLOWED' });
  const wildcard = { ...wish, name: 'web', hostnames: ['*.acme.localhost'] };
  await assert.rejects(orders.obtain(wildcard, 'ada'), { code: 'ACME_CHALLENGE_NOT_OFFERED' });
  assert.equal(bench.ca.orders.length, 0);
});

test('a certificate is obtained on a rescue path, and its name is taken while the order is under way', async () => {
  await using bench = await startDesk();
  await bench.serve();
  const order = await bench.desk.orders.obtain({ ...wish, name: 'web' }, 'ada');
  await assert.rejects(bench.desk.orders.obtain({ ...wish, name: 'web' }, 'ada'), {
    code: 'CERTIFICATE_NAME_TAKEN',
  });
  assert.equal((await over(bench, order)).state, 'done');
  const certificate = await bench.store.certificates.findByName('web');
  assert.deepEqual([certificate?.origin, certificate?.hostnames], ['acme', [HOSTNAME]]);
  await assert.rejects(bench.desk.accounts.remove('fake'), { code: 'ACME_ACCOUNT_IN_USE', seen: /web/ });
  assert.doesNotMatch(
    JSON.stringify([await bench.desk.orders.list(), await bench.desk.accounts.list()]),
    /PRIVATE KEY/,
  );
});

test('in the window that the CA suggests a certificate that is in use gets a successor; nobody has to ask', async () => {
  await using bench = await startDesk();
  await bench.serve();
  const { desk, store, ca, clock } = bench;
  const start = clock.now + 10 * DAY;
  const iso = (at: number) => new Date(at).toISOString();
  ca.renewalInfo = {
    suggestedWindow: { start: iso(start), end: iso(start + DAY) },
    explanationURL: 'https://ca.example/why',
  };
  await over(bench, await desk.orders.obtain({ ...wish, name: 'web' }, 'ada'));
  const { id } = (await store.certificates.findByName('web')) ?? { id: asId<CertificateId>('') };
  const { saved } = someTenant();
  const inForce = { ...saved, hostname: HOSTNAME, certificateId: id };
  await store.tenants.add({
    ...someTenant({ id: asId<TenantId>('t'), name: 'acme' }),
    saved: inForce,
    inForce,
  });
  await desk.keepUp();
  await desk.keepUp();
  const [first] = await desk.orders.list();
  assert.equal(Math.abs((first?.renewAt ?? 0) - start) < 1_000, true);
  assert.equal(first?.renewalExplanationUrl, 'https://ca.example/why');
  clock.now = start - 30_000;
  await desk.keepUp();
  assert.equal((await desk.orders.list()).length, 1, 'not a moment too soon');
  clock.now = start + 29_000;
  await desk.keepUp();
  assert.equal((await desk.orders.list()).length, 1, 'it looks once a minute');
  clock.now = start + 30_000;
  await desk.keepUp();
  await desk.keepUp();
  const [renewal, ...others] = await desk.orders.list();
  assert.deepEqual(
    [renewal?.certificate, renewal?.renews, renewal?.requestedBy, others.length],
    ['web.2', id, 'system', 1],
  );
  assert.equal((await over(bench, { id: renewal?.id ?? '' })).state, 'done');
  const successor = await store.certificates.findByName('web.2');
  assert.deepEqual([successor?.renews, successor?.renewal, bench.obtained.count], [id, 'automatic', 2]);
  assert.equal(typeof ca.orders.at(-1)?.replaces, 'string');
  const [deed] = await store.audit.list({ limit: 9 });
  assert.deepEqual([deed?.actor, deed?.action, deed?.outcome], ['system', 'certificate.renew', 'done']);
});

test('a CA that does not answer, or is not in its senses, does not stop the upkeep', async () => {
  await using bench = await startDesk();
  await bench.serve();
  const { desk, store, ca, clock } = bench;
  await over(bench, await desk.orders.obtain({ ...wish, name: 'web' }, 'ada'));
  const web = await store.certificates.findByName('web');
  const { saved } = someTenant();
  await store.tenants.add(someTenant({ inForce: { ...saved, certificateId: web?.id ?? null } }));
  ca.refusals.push({ path: '/dir', refusal: { status: 500, type: 'serverInternal' } });
  await desk.keepUp();
  const [order] = await desk.orders.list();
  const { notBefore = 0, notAfter = 0 } = web ?? {};
  assert.equal(order?.renewAt, Math.round(notBefore + ((notAfter - notBefore) * 2) / 3));
  clock.now += DAY;
  ca.renewalInfo = { suggestedWindow: 'soon' };
  await desk.keepUp();
  assert.equal((await desk.orders.list()).length, 1);
});

test('an account whose registration was cut off is gone on with, under the same key', async () => {
  await using bench = await startDesk();
  const { desk, ca, store } = bench;
  const request = { name: 'second', directoryUrl: `${FAKE_CA}/dir`, agreesToTerms: true };
  ca.refusals.push({ path: '/new-account', refusal: { status: 503, type: 'serverInternal' } });
  await assert.rejects(desk.accounts.create(request), { code: 'ACME_BUSY' });
  await bench.serve();
  await assert.rejects(desk.orders.obtain({ ...wish, account: 'second', name: 'web' }, 'ada'), {
    code: 'ACME_ACCOUNT_UNFINISHED',
  });
  const { keyPem } = (await store.acme.accounts.findByName('second')) ?? {};
  await desk.accounts.create(request);
  assert.equal((await store.acme.accounts.findByName('second'))?.keyPem, keyPem);
  await assert.rejects(desk.accounts.create(request), { code: 'ACME_ACCOUNT_NAME_TAKEN' });
  await desk.accounts.remove('second');
  assert.equal(ca.accounts.at(-1)?.status, 'deactivated');
});
