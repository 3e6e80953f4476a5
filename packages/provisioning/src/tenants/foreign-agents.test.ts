import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { request } from 'node:http';
import { test } from 'node:test';
import { createTestCa, freePorts } from '@causeway/testkit';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';

const NOW = Date.UTC(2026, 10, 25);
const SITE = '/api/v1/tenants/acme/site';
const password = 'correct horse battery staple';

async function startAcme() {
  const api = await startSignedInApi(() => NOW);
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const site = { hostname: 'acme.localhost', httpPort, httpsPort };
  await api.provisioning.tenants.create({ name: 'acme', ...site });
  const configure = async (foreignAgents: unknown, more: object = {}) => {
    const answer = await api.ask({ method: 'POST', path: SITE, body: { foreignAgents, ...more } });
    return { status: answer.status, text: answer.text };
  };
  const shown = async () => (await api.provisioning.tenants.view('acme')).foreignAgents;
  const kept = async () => (await api.store.tenants.findByName('acme'))?.foreignAgents;
  return { api, configure, shown, kept };
}

test('foreign agents are off, switched on and off again at once, without a change', async () => {
  const { api, configure, shown } = await startAcme();
  await using _api = api;
  assert.equal(await shown(), null);
  const { status, text } = await configure({});
  assert.equal(status, 202, text);
  assert.deepEqual(JSON.parse(text), { dryRun: false, steps: [], findings: [] });
  assert.deepEqual(await shown(), { user: null });
  assert.equal((await configure(null)).status, 202);
  assert.equal(await shown(), null);
});

test('an operator of the tenant sets them at its own address, and a viewer does not', async () => {
  const { api, shown } = await startAcme();
  await using _api = api;
  const desk = await api.provisioning.accessDesks.of('acme');
  await using site = await startTenantSite(api.provisioning, 'acme');
  const ask = async (role: 'viewer' | 'operator') => {
    await desk.users.create({ name: role, role, password });
    const { secret } = await desk.signIn({ name: role, password }, 'here');
    const asked = { method: 'PUT', path: '/api/v1/tenants/acme/foreign-agents', secret } as const;
    return site.ask({ ...asked, body: { foreignAgents: { secret: { user: 'agents', password } } } });
  };
  assert.equal((await ask('viewer')).status, 403);
  assert.equal(await shown(), null);
  assert.equal((await ask('operator')).status, 200);
  assert.deepEqual(await shown(), { user: 'agents' });
  const { text } = await api.ask({ method: 'GET', path: '/api/v1/audit' });
  assert.ok(text.includes('acme/operator') && !text.includes(password), text);
});

test('a shared secret is kept as its hash, shown by its user, and stays when it is left out', async () => {
  const { api, configure, shown, kept } = await startAcme();
  await using _api = api;
  await configure({ secret: { user: 'agents', password } });
  assert.deepEqual(await shown(), { user: 'agents' });
  const secret = (await kept())?.secret;
  assert.match(secret?.passwordHash ?? '', /^\$scrypt\$/);
  await configure({});
  assert.deepEqual((await kept())?.secret, secret);
  await configure({ secret: null });
  assert.deepEqual(await kept(), { secret: null });
});

test('neither the password nor its hash comes out: not in an answer, not in the audit', async () => {
  const { api, configure, kept } = await startAcme();
  await using _api = api;
  await configure({ secret: { user: 'agents', password } });
  const hash = (await kept())?.secret?.passwordHash ?? 'none';
  const asked = ['/api/v1/tenants', '/api/v1/tenants/acme', '/api/v1/audit'];
  for (const path of asked) {
    const { text, status } = await api.ask({ method: 'GET', path });
    assert.equal(status, 200);
    assert.ok(text.includes('agents'), path);
    for (const secret of [password, hash]) assert.ok(!text.includes(secret), path);
  }
  const refused = await configure({ secret: { user: 'agents', password: 'a secret' } });
  assert.equal(refused.status, 400);
  assert.match(refused.text, /PASSWORD_TOO_SHORT/);
  assert.doesNotMatch(refused.text, /a secret/);
});

test('a password that is refused is in no answer and not in the audit, however it is wrong', async () => {
  const { api, configure, kept } = await startAcme();
  await using _api = api;
  const wrong = [
    { secret: { user: 'agents', password: 'short one' } },
    { secret: { user: 'a:b', password: `${password} one` } },
    { secret: { user: 'agents', password: `${password} two`.repeat(100) } },
    { secret: { user: 'agents', password: [`${password} three`] } },
    { secret: { user: 'agents', password, also: `${password} four` } },
    { secret: `${password} five` },
  ];
  for (const [at, body] of wrong.entries()) {
    const { status, text } = await configure(body);
    assert.equal(status, 400, text);
    for (const secret of [password, 'short one']) assert.ok(!text.includes(secret), `${at}: ${text}`);
  }
  assert.equal(await kept(), null);
  const { text } = await api.ask({ method: 'GET', path: '/api/v1/audit' });
  assert.match(text, /PASSWORD_TOO_SHORT/);
  for (const secret of [password, 'short one', 'scrypt']) assert.ok(!text.includes(secret), secret);
});

test('the secret ends with them: switched on again, they need none until one is set', async () => {
  const { api, configure, shown, kept } = await startAcme();
  await using _api = api;
  await configure({ secret: { user: 'agents', password } });
  await configure(null);
  assert.equal(await kept(), null);
  await configure({});
  assert.deepEqual([await shown(), await kept()], [{ user: null }, { secret: null }]);
});

test('a dry run changes nothing', async () => {
  const { api, configure, shown } = await startAcme();
  await using _api = api;
  assert.equal((await configure({}, { dryRun: true })).status, 202);
  assert.equal(await shown(), null);
});

test('they are taken in, or not, by whoever answers for the tenant from then on', async () => {
  const { api, configure } = await startAcme();
  await using _api = api;
  const { serving } = await api.provisioning.tenants.view('acme');
  const url = new URL('/ocsinventory', serving[0]?.address);
  const prolog =
    '<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>pc-2026-11-25-10-00-00</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>';
  const come = async () => {
    const target = `http://127.0.0.1:${url.port}/ocsinventory`;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const headers = {
      host: url.host,
      'content-type': 'application/xml',
      'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0',
    };
    const asked = request(target, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject).end(prolog);
    return promise;
  };
  assert.equal(await come(), 404);
  await configure({});
  assert.equal(await come(), 200);
  await configure({ secret: { user: 'agents', password } });
  assert.equal(await come(), 401);
  await configure(null);
  assert.equal(await come(), 404);
});

test('the trust anchors of config.ini are given out, and none where there is no HTTPS', async () => {
  const { api } = await startAcme();
  await using _api = api;
  const path = '/api/v1/tenants/acme/anchors';
  assert.deepEqual(JSON.parse((await api.ask({ method: 'GET', path })).text), []);
  const ca = createTestCa({ name: 'acme root' });
  const { chainPem, keyPem } = ca.issue({ hostnames: ['acme.localhost'] });
  const certificate = { name: 'acme', pem: chainPem, key: keyPem, anchor: ca.certificatePem };
  const imported = await api.ask({ method: 'POST', path: '/api/v1/certificates/import', body: certificate });
  assert.equal(imported.status, 201, imported.text);
  const acme = await api.provisioning.tenants.get('acme');
  const { id } = await api.provisioning.certificates.get('acme');
  const listener = {
    ...acme.serving[0],
    scheme: 'https',
    certificateId: id,
  } as (typeof acme.serving)[number];
  await api.store.tenants.update(acme.id, { serving: [listener] });
  await api.provisioning.tenants.configure('acme', { pollingIntervalSeconds: 60 }, 'ada');
  const [anchor, ...others] = JSON.parse((await api.ask({ method: 'GET', path })).text);
  assert.deepEqual(others, []);
  assert.equal(
    new X509Certificate(anchor.pem).fingerprint256,
    new X509Certificate(ca.certificatePem).fingerprint256,
  );
  assert.equal(anchor.sha256, ca.sha256);
  assert.match(anchor.subject, /acme root/);
});
