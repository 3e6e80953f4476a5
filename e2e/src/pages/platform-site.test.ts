import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import type { CertificateView } from '@causeway/contract/admin';
import { clientPaths } from '@causeway/contract/client-messages';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';

const USER = { name: 'tom', password: 'a lighthouse on a long causeway' };
const VIEWER = { name: 'vera', password: 'a view over the tide' };

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

describe('the website at the address of a tenant', () => {
  let installation: Installation;
  let api: Api;
  let ca: string | undefined;
  before(async () => {
    installation = await Installation.start();
    api = new Api(installation);
    const { httpPort, httpsPort } = installation;
    await api.must('POST', '/tenants', { name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort });
    await api.must('POST', '/tenants/acme/users', { ...USER, role: 'admin' });
    await api.must('POST', '/tenants/acme/users', { ...VIEWER, role: 'viewer' });
  });
  after(() => installation[Symbol.asyncDispose]());

  function ask(scheme: 'http' | 'https', path: string, { method = 'GET', body, headers = {} }: Asked = {}) {
    const port = scheme === 'http' ? installation.httpPort : installation.httpsPort;
    const content = { ...(body !== undefined && { 'content-type': 'application/json' }) };
    const host = `acme.localhost:${port}`;
    const options = { method, headers: { host, ...content, ...headers }, agent: false };
    const url = `${scheme}://127.0.0.1:${port}${path}`;
    const tls = { ca, servername: 'acme.localhost' };
    return new Promise<Answered>((resolve, reject) => {
      const asked = scheme === 'http' ? requestHttp(url, options) : requestHttps(url, { ...options, ...tls });
      asked.on('error', reject);
      asked.on('response', async (response) => {
        const { statusCode = 0, headers: said } = response;
        resolve({ status: statusCode, headers: said, text: await text(response) });
      });
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  const signIn = (scheme: 'http' | 'https', who = USER) =>
    ask(scheme, '/api/v1/tenants/acme/sessions', { method: 'POST', body: who });
  const cookieOf = ({ headers }: Answered) => headers['set-cookie']?.[0] ?? '';
  const pairOf = (answered: Answered) => cookieOf(answered).split(';')[0] ?? '';

  test('is there over HTTP, and says that it is not private', async () => {
    const page = await ask('http', '/computers?order=name');
    assert.equal(page.status, 200);
    assert.match(page.text, /<div id="root">/);
    const site = JSON.parse((await ask('http', '/api/v1/site')).text);
    assert.deepEqual([site.kind, site.tenant, site.isPrivate], ['platform', 'acme', false]);
    const signedIn = await signIn('http');
    assert.equal(signedIn.status, 201);
    assert.match(cookieOf(signedIn), /HttpOnly; SameSite=Strict/);
    assert.doesNotMatch(cookieOf(signedIn), /Secure/);
  });

  test('leaves the paths of agents to agents', async () => {
    const contact = await ask('http', '/', { method: 'POST', body: {} });
    assert.equal(
      JSON.parse(contact.text).status ?? JSON.parse(contact.text).error.code,
      'FOREIGN_AGENTS_OFF',
    );
    for (const path of Object.values(clientPaths)) {
      const { text: said } = await ask('http', path, { method: 'DELETE' });
      assert.equal(JSON.parse(said).error.code, 'METHOD_WRONG', path);
    }
  });

  test('leads to HTTPS once that is served, and takes nobody in over HTTP', async () => {
    await api.must('POST', '/certificates/self-signed', { name: 'acme', hostnames: ['acme.localhost'] });
    await installation.run([
      'tenant',
      'configure',
      'acme',
      '--binding',
      'http+https',
      '--certificate',
      'acme',
    ]);
    ca = (await api.must<CertificateView>('GET', '/certificates/acme')).anchorPem;
    const page = await ask('http', '/computers?order=name');
    assert.equal(page.status, 307);
    const address = `https://acme.localhost:${installation.httpsPort}`;
    assert.equal(page.headers.location, `${address}/computers?order=name`);
    const refused = await signIn('http');
    assert.equal(refused.status, 403);
    assert.equal(JSON.parse(refused.text).error.code, 'HTTPS_NEEDED');
    assert.equal(refused.headers['set-cookie'], undefined);
    assert.equal((await ask('https', '/computers')).status, 200);
  });

  test('keeps its session to HTTPS, this host and this site', async () => {
    const signedIn = await signIn('https');
    assert.equal(signedIn.status, 201);
    assert.match(cookieOf(signedIn), /^__Host-causeway_session_acme=.*HttpOnly; SameSite=Strict;.*Secure/);
    const cookie = pairOf(signedIn);
    const group = { method: 'PUT', body: { pollingIntervalSeconds: 60 } } as const;
    const path = '/api/v1/tenants/acme/groups/lab';
    const own = `https://acme.localhost:${installation.httpsPort}`;
    for (const origin of ['https://evil.example', own.replace('https', 'http'), 'null', undefined]) {
      const headers = { cookie, ...(origin !== undefined && { origin }) };
      const { status, text: said } = await ask('https', path, { ...group, headers });
      assert.deepEqual([status, JSON.parse(said).error.code], [403, 'CROSS_SITE_REQUEST'], String(origin));
    }
    const { status } = await ask('https', path, { ...group, headers: { cookie, origin: own } });
    assert.equal(status, 200);
  });

  test('does not let a viewer do by the API what the page hides', async () => {
    const cookie = pairOf(await signIn('https', VIEWER));
    const origin = `https://acme.localhost:${installation.httpsPort}`;
    assert.equal((await ask('https', '/api/v1/tenants/acme/groups', { headers: { cookie } })).status, 200);
    const { status, text: said } = await ask('https', '/api/v1/tenants/acme/groups/lab', {
      ...{ method: 'PUT', body: { pollingIntervalSeconds: 61 }, headers: { cookie, origin } },
    });
    assert.deepEqual([status, JSON.parse(said).error.code], [403, 'NOT_ALLOWED']);
  });

  test('knows nothing of other tenants and of provisioning', async () => {
    const cookie = pairOf(await signIn('https'));
    for (const path of ['/api/v1/tenants/beta', '/api/v1/tenants', '/api/v1/certificates', '/metrics'])
      assert.equal((await ask('https', path, { headers: { cookie } })).status, 404, path);
    assert.equal((await api.call('GET', '/tenants/acme/users')).status, 200);
  });
});
