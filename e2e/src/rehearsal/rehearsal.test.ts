import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { CertificateView, ConfigureAnswer } from '@causeway/contract/admin';
import { createTestCa, type TestCa } from '@causeway/testkit';
import { NameServer } from '../acme/name-server.ts';
import { Pebble } from '../acme/pebble.ts';
import type { Api } from '../constellation/api.ts';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import type { Installation } from '../constellation/installation.ts';
import { Load } from '../constellation/load.ts';
import { CrossingFleet, HOSTNAME } from './crossing-fleet.ts';

const SLEEPERS = 20;
const CLIENTS = 203;

/** Imports a certificate of that CA. */
function issuedBy(ca: TestCa, name: string) {
  return (api: Api) => {
    const { chainPem, keyPem } = ca.issue({ hostnames: [HOSTNAME] });
    return api.must('POST', '/certificates/import', {
      ...{ name, pem: chainPem, key: keyPem, anchor: ca.certificatePem },
    });
  };
}

function selfSigned(name: string) {
  return (api: Api) => api.must('POST', '/certificates/self-signed', { name, hostnames: [HOSTNAME] });
}

/** Obtains a certificate from a real pebble, which looks at the tenant's own HTTPS port. */
function obtained(name: string) {
  return async (_api: Api, installation: Installation, stack: AsyncDisposableStack): Promise<void> => {
    const { folder, httpPort, httpsPort } = installation;
    const records = folder.file('records');
    await mkdir(records);
    const names = stack.use(await NameServer.start(records));
    const pebble = stack.use(
      await Pebble.start({ folder, httpPort, tlsPort: httpsPort, nameServer: names.address }),
    );
    const [anchor, issuer] = [folder.file('pebble-anchor.pem'), folder.file('issuer-anchor.pem')];
    await writeFile(anchor, pebble.anchorPem);
    await writeFile(issuer, await pebble.issuerAnchor());
    await installation.run([
      ...['acme', 'account', 'create', 'pebble', '--directory', pebble.directoryUrl, '--agree-to-terms'],
      ...['--anchor', anchor, '--issuer-anchor', issuer],
    ]);
    const order = ['--account', 'pebble', '--hostname', HOSTNAME, '--challenge', 'tls-alpn-01'];
    await installation.run(['certificate', 'obtain', name, ...order]);
  };
}

const withoutPebble = ensureDebianPackage('pebble', 'pebble');

interface Crossing {
  readonly title: string;
  readonly first: (api: Api) => Promise<unknown>;
  readonly second: (api: Api, installation: Installation, stack: AsyncDisposableStack) => Promise<unknown>;
  /** What it needs and this machine does not have. */
  readonly missing?: string | undefined;
}

const crossings: readonly Crossing[] = [
  {
    title: 'from one private CA to another',
    first: issuedBy(createTestCa({ name: 'First Root' }), 'first'),
    second: issuedBy(createTestCa({ name: 'Second Root' }), 'second'),
  },
  {
    title: 'from self-signed to ACME',
    first: selfSigned('first'),
    second: obtained('second'),
    missing: withoutPebble,
  },
];

for (const { title, first, second, missing } of crossings) {
  const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
  test(`a fleet of ${CLIENTS} crosses ${title} at the same address, sleepers too, and nobody is stranded`, {
    skip,
  }, async () => {
    await using fleet = await CrossingFleet.begin(first);
    await using stack = new AsyncDisposableStack();
    const { api } = fleet;
    await second(api, fleet.installation, stack);
    const [late, ...others] = fleet.clients.slice(SLEEPERS);
    const sleepers = fleet.clients.slice(0, SLEEPERS);
    assert.ok(late);
    await fleet.letTimePass();
    await fleet.poll([late, ...others]);
    await fleet.untilProven(CLIENTS - SLEEPERS);

    const forced = await refusalOf(api, { certificate: 'second', now: true });
    assert.equal(forced.code, 'CLIENTS_NOT_PROVEN');
    assert.match(forced.seen, /of 203 clients would be stranded/);

    await using load = new Load();
    const { anchorPem: before } = await api.must<CertificateView>('GET', '/certificates/first');
    const { anchorPem: after } = await api.must<CertificateView>('GET', '/certificates/second');
    load.add({ url: `${fleet.https}/config.ini`, anchorsPem: [before, after] }, 2);

    await api.must<ConfigureAnswer>('POST', '/tenants/acme/site', { certificate: 'second' });
    await fleet.untilChange(({ state }) => state === 'crossing');
    assert.deepEqual(await fleet.poll(others), { through: others.length });
    const waiting = await fleet.untilProven(CLIENTS - SLEEPERS - 1);
    assert.equal(waiting.verdict, 'refused');
    assert.deepEqual(namesOf(waiting, 'blocking'), [late.name]);
    const early = await refusalOf(api, { certificate: 'second', now: true });
    assert.equal(early.code, 'CLIENTS_NOT_PROVEN');
    assert.match(early.seen, new RegExp(`${late.name}: It has not (fetched|rehearsed)`));
    assert.equal((await fleet.untilChange(() => true)).state, 'crossing');

    assert.deepEqual(await fleet.poll([late]), { through: 1 });
    const done = await fleet.untilChange(({ state }) => state !== 'crossing' && state !== 'running');
    assert.equal(done.state, 'done', JSON.stringify(done.error));
    assert.deepEqual(await fleet.poll([late, ...others]), { through: others.length + 1 });

    assert.deepEqual(await fleet.poll(sleepers), { through: SLEEPERS });
    const { counts } = await fleet.untilProven(CLIENTS);
    assert.equal(counts.proven, CLIENTS);
    const { requests, failures } = await load.stop();
    assert.deepEqual(failures, []);
    assert.ok(requests > 100, `${requests} requests`);
  });
}

async function refusalOf(api: Api, site: object): Promise<{ code: string; seen: string }> {
  const { status, body } = await api.call<{ error: { code: string; seen: string } }>(
    ...(['POST', '/tenants/acme/site', site] as const),
  );
  assert.equal(status, 409, JSON.stringify(body));
  return body.error;
}

function namesOf({ clients }: Awaited<ReturnType<CrossingFleet['crossing']>>, state: string): string[] {
  return clients.filter((client) => client.state === state).map(({ name }) => name);
}
