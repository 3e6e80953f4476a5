import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { CrossingView, NewEnrollmentToken, TenantView } from '@causeway/contract/admin';
import { createTestCa, freePorts } from '@causeway/testkit';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { goodLines, Nginx, type NginxOptions } from './nginx.ts';
import { SigningClient } from './signing-client.ts';

const missing = ensureDebianPackage('nginx-light', 'nginx');
const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;

const HOSTNAME = 'acme.localhost';
const PROXY = '127.0.0.3';
const BESIDE = '127.0.0.2';
const ca = createTestCa();
const leaf = ca.issue({ hostnames: [HOSTNAME] });

/** A real server with a certificate whose key nginx alone has, and what is needed to start nginx in front of it. */
async function prepare(installation: Installation) {
  const { folder, httpPort, httpsPort } = installation;
  const [to = 0] = await freePorts(1);
  const [chain, anchor] = [folder.file('chain.pem'), folder.file('ca.pem')];
  await writeFile(chain, leaf.chainPem);
  await writeFile(anchor, ca.certificatePem);
  await installation.run([
    'certificate',
    'import',
    'acme',
    '--chain',
    chain,
    '--anchor',
    anchor,
    '--without-key',
  ]);
  const options: NginxOptions = {
    ...{ folder, hostname: HOSTNAME, httpPort, httpsPort, certificate: leaf, to, from: PROXY },
  };
  const site = [
    ...['--hostname', HOSTNAME, '--http-port', String(httpPort), '--https-port', String(httpsPort)],
    ...['--proxy-from', PROXY, '--proxy-port', String(to), '--polling-interval-seconds', '1'],
  ];
  return { options, site, to };
}

const configure = (...more: readonly string[]) => ['tenant', 'configure', 'acme', ...more];

async function startFleet(installation: Installation, stack: AsyncDisposableStack, names: readonly string[]) {
  const { token } = await installation.json<NewEnrollmentToken>(['enrollment-token', 'create', 'acme']);
  const fleet = names.map((name) =>
    stack.use(new FleetClient(name, installation.folder.file(`client-${name}`))),
  );
  for (const client of fleet) {
    const { code, stderr } = await client.enroll(`http://${HOSTNAME}:${installation.httpPort}`, token);
    assert.equal(code, 0, stderr);
    client.wake();
  }
  return { fleet, token };
}

test('real clients cross from HTTP to HTTPS through nginx, and one that lies beside it crosses nothing', {
  skip,
}, async () => {
  await using installation = await Installation.start();
  await using stack = new AsyncDisposableStack();
  const { options, site, to } = await prepare(installation);
  const { httpPort, httpsPort } = installation;
  stack.use(await Nginx.start(options));
  await installation.run(['tenant', 'create', 'acme', ...site]);
  const { token } = await startFleet(installation, stack, ['ben', 'carla']);

  const http = `http://${HOSTNAME}:${httpPort}` as const;
  const https = `https://${HOSTNAME}:${httpsPort}` as const;
  const liar = new SigningClient();
  const headers = { host: HOSTNAME, 'x-forwarded-proto': 'https', 'x-forwarded-port': String(httpsPort) };
  const throughNginx = { port: httpPort, from: BESIDE, headers };
  assert.equal((await liar.enroll(token, { ...throughNginx, signedFor: http })).status, 201);

  await installation.run(configure('--binding', 'http+https', '--certificate', 'acme'));
  const lies = [
    { ...throughNginx, signedFor: https },
    { port: to, from: BESIDE, headers, signedFor: https },
    { port: to, from: BESIDE, headers: { ...headers, 'x-forwarded-for': PROXY }, signedFor: https },
  ];
  const codes = [];
  for (const sending of lies) {
    assert.equal((await liar.fetchConfig(sending)).status, 200);
    codes.push((await liar.poll(sending)).code);
  }
  assert.deepEqual(codes, ['SIGNATURE_WRONG', 'RESCUE_ONLY', 'RESCUE_ONLY']);

  await untilProven(installation, 2);
  const refused = await installation.causeway(configure('--binding', 'https'));
  assert.equal(refused.code, 4);
  assert.match(refused.stderr, /CLIENTS_NOT_PROVEN/);
  assert.match(refused.stderr, /1 of 3 clients would be stranded\s+anna: /);
  await installation.run(['client', 'retire', 'acme', 'anna']);
  await installation.run(configure('--binding', 'https'));
  const { serving, trouble } = await show(installation);
  assert.deepEqual(
    [trouble, ...serving.map(({ address, serves }) => `${address} ${serves}`)],
    [null, `${https} everything`, `${http} rescue`],
  );
  const { counts } = await untilProven(installation, 2);
  assert.equal(counts.blocking, 0);
});

test('a sleeper comes back by the rescue path of nginx and finds HTTPS there', { skip }, async () => {
  await using installation = await Installation.start();
  await using stack = new AsyncDisposableStack();
  const { options, site } = await prepare(installation);
  stack.use(await Nginx.start(options));
  await installation.run(['tenant', 'create', 'acme', ...site, '--active-window-seconds', '10']);
  const { fleet } = await startFleet(installation, stack, ['dora']);
  const [sleeper] = fleet;
  assert.ok(sleeper);
  await untilProven(installation, 1);
  await sleeper.sleep();
  await installation.run(configure('--binding', 'http+https', '--certificate', 'acme'));
  // Refused until its active window is over.
  while ((await installation.causeway(configure('--binding', 'https'))).code !== 0) await rest();
  sleeper.wake();
  const { counts } = await untilProven(installation, 1);
  assert.equal(counts.proven, 1);
});

test('nginx that is set up wrongly is told so before anything changes', { skip }, async () => {
  await using installation = await Installation.start();
  const { options, site } = await prepare(installation);
  const without = (text: string) => goodLines.filter((line) => !line.includes(text));
  const wrong: Readonly<Record<string, readonly string[]>> = {
    PROXY_HEADERS_MISSING: without('X-Forwarded-Proto'),
    PROXY_HOST_WRONG: without('Host $host'),
    PROXY_HEADERS_FORGEABLE: [
      ...without('X-Forwarded-Proto'),
      'set $said $http_x_forwarded_proto; if ($said = "") { set $said $scheme; }',
      'proxy_set_header X-Forwarded-Proto $said;',
    ],
  };
  const create = ['tenant', 'create', 'acme', ...site];
  for (const [code, says] of Object.entries(wrong)) {
    await using _nginx = await Nginx.start({ ...options, says });
    const refused = await installation.causeway(create);
    assert.equal(refused.code, 4, refused.stderr);
    assert.match(refused.stderr, new RegExp(code));
    assert.match(refused.stderr, /proxy_set_header (X-Forwarded-Proto \$scheme|Host \$host);/);
  }
  const alone = await installation.causeway(create);
  assert.match(alone.stderr, /PROOF_NO_ANSWER/);
  await using _nginx = await Nginx.start(options);
  await installation.run(create);
  assert.deepEqual((await show(installation)).inForce.proxy, { from: [PROXY], port: options.to });
});

test('the document has the lines that are tried here', async () => {
  const document = await readFile(new URL('../../../docs/proxies.md', import.meta.url), 'utf8');
  for (const line of [...goodLines, 'client_max_body_size 20m;', 'proxy_set_header Connection "";'])
    assert.ok(document.includes(line), line);
});

const show = (installation: Installation) => installation.json<TenantView>(['tenant', 'show', 'acme']);

/** The crossing as soon as that many clients are proven. */
async function untilProven(installation: Installation, clients: number): Promise<CrossingView> {
  while (true) {
    const view = await installation.json<CrossingView>(['crossing', 'show', 'acme']);
    if (view.counts.proven >= clients) return view;
    await rest();
  }
}

const rest = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));
const LOOK_MS = 200;
