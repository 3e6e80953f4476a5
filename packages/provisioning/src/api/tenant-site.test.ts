import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { someCertificate, someEndpointServer } from '@causeway/store/testing';
import { somebody } from '../testing/open-desk.ts';
import { type DescribedRoute, routesOf } from '../testing/routes-of.ts';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { startTenantSite } from '../testing/start-tenant-site.ts';
import { addTenant } from '../testing/tenant-with-computers.ts';

const password = 'correct horse battery staple';
const PREFIX = '/api/v1/tenants';

type Api = Awaited<ReturnType<typeof startSignedInApi>>;

/** Two tenants, each with an admin, a session, a token and an endpoint server of its own. */
async function populate(api: Api, name: string) {
  const { store } = await addTenant(api, name);
  const desk = await api.provisioning.accessDesks.of(name);
  await desk.users.create({ name: `${name}-admin`, role: 'admin', password });
  const session = await desk.signIn({ name: `${name}-admin`, password }, 'here');
  const me = await desk.credentials.authenticate(session.secret, somebody);
  const token = await desk.credentials.issueApiToken(me, { name: `${name}-token` });
  const { id: tenantId } = desk.reach ?? assert.fail();
  await api.store.endpointServers.add(
    someEndpointServer({ tenantId, name: `${name}-dmz`, state: 'pending' }),
  );
  await api.store.certificates.add(someCertificate({ name: `${name}-certificate` }));
  const [enrollment] = await store.tokens.list();
  return {
    tenantId,
    secrets: [session.secret, token.secret],
    /** By the name of a parameter, what this one has. */
    own: {
      user: `${name}-admin`,
      token: `${name}-token`,
      server: `${name}-dmz`,
      id: enrollment?.id ?? assert.fail(),
      session: session.credential.secretSha256,
    },
  };
}

describe('the address of a tenant', () => {
  let api: Api;
  let site: Awaited<ReturnType<typeof startTenantSite>>;
  let acme: Awaited<ReturnType<typeof populate>>;
  let beta: Awaited<ReturnType<typeof populate>>;
  let ours: DescribedRoute[];
  let theirs: DescribedRoute[];

  before(async () => {
    api = await startSignedInApi(() => Date.UTC(2026, 10, 24));
    acme = await populate(api, 'acme');
    beta = await populate(api, 'beta');
    site = await startTenantSite(api.provisioning, 'acme');
    ours = routesOf(site.document());
    const { text } = await api.ask({ method: 'GET', path: '/api/v1/openapi.json' });
    theirs = routesOf(JSON.parse(text));
  });
  after(async () => {
    await site[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const codeOf = (text: string): unknown => JSON.parse(text).error.code;

  test('lets its own admin in', async () => {
    assert.ok(ours.length > 50, String(ours.length));
    for (const secret of acme.secrets)
      for (const path of ['', '/me', '/users', '/audit', '/clients', '/computers', '/crossing', '/groups']) {
        const { status, text } = await site.ask({ method: 'GET', path: `${PREFIX}/acme${path}`, secret });
        assert.equal(status, 200, `${path}: ${text}`);
      }
  });

  test('has nothing but what is below its own name', () => {
    assert.deepEqual(
      ours.filter(({ path }) => !path.startsWith(`${PREFIX}/{name}`)),
      [],
    );
  });

  test('says of another tenant what it says of none at all', async () => {
    for (const { method, path } of ours) {
      const answers = [];
      for (const name of ['beta', 'nosuch']) {
        for (const secret of [undefined, ...acme.secrets, ...beta.secrets]) {
          const filled = path.replace('{name}', name).replaceAll(/\{\w+\}/g, 'beta-dmz');
          const { status, text } = await site.ask({ method, path: filled, ...(secret && { secret }) });
          assert.deepEqual([status, codeOf(text)], [404, 'TENANT_NOT_FOUND'], `${method} ${path}`);
          answers.push(text.replaceAll(name, ''));
        }
      }
      assert.equal(new Set(answers).size, 1, `${method} ${path}`);
    }
  });

  test('knows no route of provisioning', async () => {
    const known = new Set(ours.map(({ method, path }) => `${method} ${path}`));
    const foreign = theirs.filter(({ method, path }) => !known.has(`${method} ${path}`));
    assert.ok(foreign.length > 40, String(foreign.length));
    for (const { method, path } of foreign) {
      const filled = path.replaceAll(/\{\w+\}/g, 'acme');
      for (const secret of [...acme.secrets, api.secret, api.session]) {
        const { status, text } = await site.ask({ method, path: filled, secret });
        assert.deepEqual([status, codeOf(text)], [404, 'ROUTE_NOT_FOUND'], `${method} ${path}`);
      }
    }
  });

  test('lets in neither admins of another tenant nor of provisioning', async () => {
    for (const { method, path } of ours.filter(({ role }) => role !== undefined)) {
      const filled = path.replace('{name}', 'acme').replaceAll(/\{\w+\}/g, 'nosuch');
      for (const secret of [...beta.secrets, api.secret, api.session]) {
        const { status, text } = await site.ask({ method, path: filled, secret });
        assert.deepEqual([status, codeOf(text)], [401, 'SIGNED_OUT'], `${method} ${path}`);
      }
    }
  });

  test('gives nobody a way into provisioning', async () => {
    for (const { method, path } of theirs.filter(({ role }) => role !== undefined)) {
      const filled = path.replaceAll(/\{\w+\}/g, 'acme');
      for (const secret of acme.secrets) {
        const { status, text } = await api.ask({ method, path: filled, secret });
        assert.deepEqual([status, codeOf(text)], [401, 'SIGNED_OUT'], `${method} ${path}`);
      }
    }
  });

  test('finds nothing by the names and ids of what another tenant has', async () => {
    const parameters = ours.filter(({ path }) => /\{(user|token|server|id)\}/.test(path));
    assert.ok(parameters.length > 10, String(parameters.length));
    const earlier = await lookAtBeta();
    const [secret = ''] = acme.secrets;
    for (const { method, path } of parameters) {
      const values = path.includes('/sessions/') ? { ...beta.own, id: beta.own.session } : beta.own;
      const filled = Object.entries(values).reduce(
        (at, [name, value]) => at.replace(`{${name}}`, encodeURIComponent(value)),
        path.replace('{name}', 'acme').replace('{client}', 'nosuch'),
      );
      const body = method === 'POST' || method === 'PATCH' ? { body: {} } : {};
      const { status, text } = await site.ask({ method, path: filled, secret, ...body });
      assert.equal(status, 404, `${method} ${path}: ${text}`);
      assert.notEqual(codeOf(text), 'ROUTE_NOT_FOUND', path);
    }
    assert.deepEqual(await lookAtBeta(), earlier);
  });

  test('keeps a certificate of the installation from who was not given it', async () => {
    const [secret = ''] = acme.secrets;
    const path = `${PREFIX}/acme/endpoint-servers/acme-dmz/authorize`;
    for (const certificate of ['beta-certificate', 'nosuch', '']) {
      const body = { binding: 'https', hostname: 'dmz.acme.example', certificate, dryRun: true };
      const { status, text } = await site.ask({ method: 'POST', path, secret, body });
      assert.deepEqual([status, codeOf(text)], [404, 'CERTIFICATE_NOT_FOUND'], certificate);
    }
    const given = (await api.store.certificates.findByName('acme-certificate')) ?? assert.fail();
    const [server] = await api.store.endpointServers.list(acme.tenantId);
    assert.ok(server);
    const saved = { ...server.saved, certificateId: given.id };
    await api.store.endpointServers.update(server.id, { saved });
    const body = { certificate: 'acme-certificate', dryRun: true };
    const { text } = await site.ask({ method: 'POST', path, secret, body });
    assert.doesNotMatch(text, /CERTIFICATE_NOT_FOUND/);
  });

  test('signs in its own users alone', async () => {
    const signIn = (name: string) =>
      site.ask({ method: 'POST', path: `${PREFIX}/acme/sessions`, body: { name, password } });
    const { status, headers, text } = await signIn('acme-admin');
    assert.equal(status, 201, text);
    assert.match(String(headers['set-cookie']), /^__Host-causeway_session_acme=/);
    for (const name of ['beta-admin', 'ada', 'acme/acme-admin'])
      assert.equal(codeOf((await signIn(name)).text), 'SIGN_IN_FAILED', name);
  });

  test('shows of the trail what is about this tenant, with who did it', async () => {
    const [secret = ''] = acme.secrets;
    await api.ask({ method: 'PUT', path: `${PREFIX}/beta/groups/theirs`, body: {} });
    await api.ask({ method: 'PUT', path: `${PREFIX}/acme/groups/ours`, body: {} });
    await site.ask({ method: 'PUT', path: `${PREFIX}/acme/groups/ours-too`, body: {}, secret });
    await site.ask({ method: 'POST', path: `${PREFIX}/acme/sessions`, body: { name: 'eve', password } });
    const { text } = await site.ask({ method: 'GET', path: `${PREFIX}/acme/audit?limit=3`, secret });
    assert.deepEqual(
      JSON.parse(text).map(({ actor, action, subject, outcome }: Record<string, unknown>) =>
        [actor, action, subject, outcome].join(' '),
      ),
      [
        'acme/eve session.start acme/eve SIGN_IN_FAILED',
        'acme/acme-admin group.set acme/ours-too done',
        'ada group.set acme/ours done',
      ],
    );
    assert.doesNotMatch(text, /beta/);
  });

  async function lookAtBeta(): Promise<string[]> {
    const paths = ['users', 'endpoint-servers', 'enrollment-tokens', 'clients'];
    const looks = paths.map((path) => api.ask({ method: 'GET', path: `${PREFIX}/beta/${path}` }));
    const seen = (await Promise.all(looks)).map(({ text }) => text);
    const desk = await api.provisioning.accessDesks.of('beta');
    const still = await Promise.all(
      beta.secrets.map((secret) => desk.credentials.authenticate(secret, somebody)),
    );
    return [...seen, ...still.map(({ admin }) => admin.name)];
  }
});
