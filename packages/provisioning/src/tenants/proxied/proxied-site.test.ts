import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { addressOf } from '@causeway/contract';
import type { ConfigureTenant } from '@causeway/contract/admin';
import { CausewayError } from '@causeway/errors';
import { createTestCa, freePorts, ReverseProxy, type ReverseProxyOptions, sayTruly } from '@causeway/testkit';
import { startTestProvisioning } from '../../testing/start-provisioning.ts';

type Started = Awaited<ReturnType<typeof startTestProvisioning>>;

const ca = createTestCa();
const hostnames = ['acme.localhost'];
const leaf = ca.issue({ hostnames });
const renewed = ca.issue({ hostnames });

let started: Started;
let proxies: ReverseProxy[] = [];
/** `direct`: ours until the proxy comes; `http` and `https`: the proxy's; `inner`: where we listen for it. */
let ports = { direct: 0, http: 0, https: 0, inner: 0 };

beforeEach(async () => {
  started = await startTestProvisioning(Date.now);
  const [direct = 0, http = 0, https = 0, inner = 0] = await freePorts(4);
  ports = { direct, http, https, inner };
});
afterEach(async () => {
  for (const proxy of proxies) await proxy[Symbol.asyncDispose]();
  proxies = [];
  await started[Symbol.asyncDispose]();
});

async function startProxies(options: Partial<ReverseProxyOptions> = {}) {
  const shared = { to: ports.inner, ...options };
  proxies = [
    await ReverseProxy.start({ ...shared, port: ports.http, certificate: undefined }),
    await ReverseProxy.start({ certificate: leaf, ...shared, port: ports.https }),
  ];
}

async function importKeyless(name: string, { chainPem }: { chainPem: string }, anchor = ca.certificatePem) {
  await started.provisioning.certificates.import({ name, pem: chainPem, anchor, withoutKey: true });
}

/** A tenant that clients dial themselves, over HTTP. */
async function createAcme() {
  const site = { hostname: 'acme.localhost', httpPort: ports.direct, httpsPort: ports.https };
  const { id } = await started.provisioning.tenants.create({ name: 'acme', ...site });
  await importKeyless('acme', leaf);
  const tenant = await started.store.tenants.findByName('acme');
  assert.ok(tenant && tenant.id === id);
  return tenant.id;
}

const behindProxy = (): ConfigureTenant => ({
  ...{ binding: 'http+https', certificate: 'acme', httpPort: ports.http },
  proxy: { from: ['127.0.0.1'], port: ports.inner },
});

const configure = (request: ConfigureTenant) =>
  started.provisioning.tenants.configure('acme', request, 'ada');

async function goBehindProxy() {
  await createAcme();
  await startProxies();
  const { change } = await configure(behindProxy());
  await started.reach(change, 'done');
}

/** The findings that stopped it, by code, with their remedies. */
async function refusalOf(promise: Promise<unknown>): Promise<Record<string, string>> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CausewayError, String(error));
  assert.equal(error.code, 'PREFLIGHT_FAILED');
  const { findings } = error.details as { findings: { severity: string; code: string; remedy: string }[] };
  const errors = findings.filter(({ severity }) => severity === 'error');
  return Object.fromEntries(errors.map(({ code, remedy }) => [code, remedy]));
}

const served = async () => (await started.store.tenants.findByName('acme'))?.serving.map(addressOf);

test('a site moves behind a proxy and onto HTTPS at once: its ports are the proxy’s, one port is opened here', async () => {
  await goBehindProxy();
  assert.deepEqual(await served(), [
    `https://acme.localhost:${ports.https}`,
    `http://acme.localhost:${ports.http}`,
  ]);
  const open = [ports.direct, ports.http, ports.https, ports.inner];
  assert.deepEqual(
    open.map((port) => started.bindings.isListening(port)),
    [false, false, false, true],
  );
  const { inForce } = await started.provisioning.tenants.view('acme');
  assert.deepEqual(inForce.proxy, { from: ['127.0.0.1'], port: ports.inner });
  const again = await configure(behindProxy());
  assert.equal(again.change, undefined, 'nothing is left to do');
});

test('the law holds it while a client has proven the old address alone; both ways are served meanwhile', async () => {
  const id = await createAcme();
  await startProxies();
  await started.enroll(id, `http://acme.localhost:${ports.direct}`);
  await assert.rejects(configure({ ...behindProxy(), now: true }), { code: 'CLIENTS_NOT_PROVEN' });
  const { change } = await configure(behindProxy());
  await started.reach(change, 'crossing');
  assert.deepEqual(
    (await served())?.sort(),
    [
      `http://acme.localhost:${ports.direct}`,
      `http://acme.localhost:${ports.http}`,
      `https://acme.localhost:${ports.https}`,
    ].sort(),
  );
});

test('a proxy that is set up wrongly is told before anything changes, and how to set it up', async () => {
  await createAcme();
  const wrong: Readonly<Record<string, ReverseProxyOptions['headersOf'] & {}>> = {
    PROXY_HEADERS_MISSING: ({ headers }) => headers,
    PROXY_HEADERS_FORGEABLE: (request) => ({ ...sayTruly(request), ...request.headers }),
    PROXY_SCHEME_WRONG: (request) => ({ ...sayTruly(request), 'x-forwarded-proto': 'http' }),
    PROXY_HOST_WRONG: (request) => ({ ...sayTruly(request), host: `127.0.0.1:${ports.inner}` }),
  };
  for (const [code, headersOf] of Object.entries(wrong)) {
    await startProxies({ headersOf });
    const found = await refusalOf(configure({ ...behindProxy(), dryRun: true }));
    assert.match(found[code] ?? '', /proxy_set_header (X-Forwarded-Proto \$scheme|Host \$host);/, code);
    for (const proxy of proxies) await proxy[Symbol.asyncDispose]();
  }
  proxies = [];
  assert.deepEqual(Object.keys(await refusalOf(configure(behindProxy()))), ['PROOF_NO_ANSWER']);
  await startProxies({ from: '127.0.0.2' });
  assert.deepEqual(Object.keys(await refusalOf(configure(behindProxy()))), ['PROXY_NOT_NAMED']);
  assert.equal(started.bindings.isListening(ports.inner), false);
  assert.deepEqual(await served(), [`http://acme.localhost:${ports.direct}`]);
});

test('only the port of the proxy has to be free', async () => {
  await createAcme();
  await startProxies();
  const stranger = createServer().listen(ports.inner);
  const found = await refusalOf(configure(behindProxy()));
  stranger.close();
  assert.deepEqual(Object.keys(found), ['PORT_TAKEN']);
});

test('a certificate without its key is for proxies alone', async () => {
  await createAcme();
  const found = await refusalOf(configure({ binding: 'http+https', certificate: 'acme' }));
  assert.match(found.CERTIFICATE_KEY_ELSEWHERE ?? '', /reverse proxy/);
});

test('what the proxy renewed under the same anchor is noticed, and put on record without a rehearsal', async () => {
  await goBehindProxy();
  await importKeyless('renewed', renewed);
  await proxies.pop()?.[Symbol.asyncDispose]();
  proxies.push(await ReverseProxy.start({ certificate: renewed, to: ports.inner, port: ports.https }));
  const { findings } = await configure({ rescue: false, dryRun: true });
  assert.deepEqual(
    findings.map(({ severity, code }) => `${severity} ${code}`),
    ['notice PROXY_CERTIFICATE_RENEWED'],
  );
  const { change } = await configure({ certificate: 'renewed' });
  await started.reach(change, 'done');
  const tenant = await started.provisioning.tenants.view('acme');
  assert.deepEqual([tenant.trouble, tenant.serving[0]?.certificate], [null, 'renewed']);
});

test('another anchor at the same address of the proxy is refused, because nobody could try it first', async () => {
  await goBehindProxy();
  const other = createTestCa();
  await importKeyless('other', other.issue({ hostnames }), other.certificatePem);
  const found = await refusalOf(configure({ certificate: 'other' }));
  assert.match(found.PROXY_ANCHOR_CHANGES ?? '', /cross-signed/);
});

test('a proxy that breaks after the preflight undoes the change, though config.ini still comes through it', async () => {
  await createAcme();
  let asked = 0;
  // The preflight asks each of the two twice, and is asked once more as the first step.
  await startProxies({
    headersOf: (request) => ({
      ...sayTruly(request),
      ...(asked++ < 8 ? {} : { host: 'acme.localhost', 'x-forwarded-proto': 'http' }),
    }),
  });
  const { change } = await configure(behindProxy());
  const ended = await started.reach(change, 'undone');
  assert.equal(ended?.error?.code, 'PROOF_FAILED');
  assert.match(ended?.error?.seen ?? '', /^https:\S+ \(through-proxy\): PROXY_SCHEME_WRONG/);
  assert.match(ended?.error?.hint ?? '', /X-Forwarded-Proto \$scheme/);
  assert.deepEqual(await served(), [`http://acme.localhost:${ports.direct}`]);
});
