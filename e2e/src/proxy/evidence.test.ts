import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Bindings, type BoundListener, createBindings } from '@causeway/bindings';
import { type Address, asId, type EndpointServerId, type TenantId } from '@causeway/contract';
import { createEndpoint, type Endpoint } from '@causeway/endpoint';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { createTestCa, freePorts } from '@causeway/testkit';
import { SigningClient } from './signing-client.ts';

const PROXY = '127.0.0.3';
const STRANGER = '127.0.0.2';
const HTTPS = 'https://anna.localhost:443';
const HTTP = 'http://anna.localhost:80';
const ID = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a';
const hour = 3_600_000;
const { chainPem, sha256 } = createTestCa().issue({ hostnames: ['anna.localhost'] });
const shared = { hostname: 'anna.localhost', serves: 'everything' } as const;

let bindings: Bindings;
let store: MemoryEndpointStore;
let endpoint: Endpoint;
let client: SigningClient;
let port = 0;

beforeEach(async () => {
  [port = 0] = await freePorts(1);
  bindings = createBindings();
  store = new MemoryEndpointStore();
  endpoint = createEndpoint({ tenantId: asId<TenantId>(ID), store, now: Date.now });
  client = new SigningClient();
});
afterEach(async () => {
  await bindings[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

/** Serves them, publishes a config.ini and enrolls the client at this address. */
async function serve(listeners: readonly BoundListener[], address: Address, from: string, headers: object) {
  await bindings.apply('acme', listeners, endpoint.handle);
  await endpoint.publish({
    endpointServers: [
      {
        ...{ id: asId<EndpointServerId>(ID), name: 'default', hostname: 'anna.localhost' },
        ...{ addresses: [address], trust: [] },
      },
    ],
    ...{ anchors: [], pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 },
    ...{ proofIntervalSeconds: 86_400, trustSystemStore: false, validityMs: 24 * hour },
  });
  const { token } = await endpoint.createToken({ uses: 1, validMs: hour, purpose: 'client' });
  const sending = { signedFor: address, port, from, headers: { host: 'anna.localhost', ...headers } };
  assert.equal((await client.enroll(token, sending)).status, 201);
}

/** `address trust` of everything that the client has evidence of. */
async function evidence(): Promise<string[]> {
  await endpoint.flush();
  const fleet = await Array.fromAsync(store.clients.fleet());
  return fleet.flatMap((one) => one.evidence.map(({ address, trust }) => `${address} ${trust}`)).sort();
}

const lie = (from: string, signedFor: Address, more: Readonly<Record<string, string>> = {}) => ({
  ...{ from, signedFor, port },
  headers: { host: 'anna.localhost', 'x-forwarded-proto': 'https', forwarded: 'proto=https', ...more },
});

describe('behind a proxy', () => {
  beforeEach(async () => {
    const proxy = { from: [PROXY], port };
    const certificate = { chainPem, keyPem: '', sha256, trust: 'anchor-a' };
    const listeners: BoundListener[] = [
      { ...shared, scheme: 'https', port: 443, certificate, proxy },
      { ...shared, scheme: 'http', port: 80, proxy },
    ];
    await serve(listeners, HTTP, PROXY, { 'x-forwarded-proto': 'http' });
  });

  test('a request through the named proxy is evidence of the address that was dialed there', async () => {
    assert.deepEqual(await evidence(), [`${HTTP} none`]);
    assert.equal((await client.poll(lie(PROXY, HTTPS))).status, 200);
    assert.deepEqual(await evidence(), [`${HTTP} none`, `${HTTPS} anchor-a`]);
  });

  test('what anybody else says is nothing, though it is signed for the address that it claims', async () => {
    for (const more of [{}, { 'x-forwarded-for': PROXY }, { 'x-forwarded-port': '443' }]) {
      assert.equal((await client.poll(lie(STRANGER, HTTPS, more))).code, 'RESCUE_ONLY');
      assert.equal((await client.fetchConfig(lie(STRANGER, HTTPS, more))).status, 200);
    }
    assert.deepEqual(await evidence(), [`${HTTP} none`]);
  });

  test('without any lie about the signature, the fields alone change nothing: no offered address gains evidence', async () => {
    const dialed = `http://anna.localhost:${port}` as const;
    assert.equal((await client.poll(lie(STRANGER, dialed))).code, 'RESCUE_ONLY');
    assert.equal((await client.fetchConfig(lie(STRANGER, dialed))).status, 200);
    const gained = (await evidence()).filter((one) => one !== `${HTTP} none`);
    assert.ok(
      gained.every((one) => one === `${dialed} past-proxy`),
      gained.join(),
    );
  });

  test('the signature alone holds too: a named proxy that lies about the scheme is found out by it', async () => {
    assert.equal((await client.poll(lie(PROXY, HTTP))).code, 'SIGNATURE_WRONG');
    assert.equal((await client.fetchConfig(lie(PROXY, HTTP))).status, 200);
    assert.deepEqual(await evidence(), [`${HTTP} none`]);
  });
});

test('where the port of the proxy has the number that clients dial, coming past the proxy proves nothing all the same', async () => {
  const address = `http://anna.localhost:${port}` as const;
  const proxy = { from: [PROXY], port };
  await serve([{ ...shared, scheme: 'http', port, proxy }], address, PROXY, { 'x-forwarded-proto': 'http' });
  const before = await evidence();
  assert.deepEqual(before, [`${address} none`]);
  const past = { from: STRANGER, signedFor: address, port, headers: { host: `anna.localhost:${port}` } };
  assert.equal((await client.poll(past)).code, 'RESCUE_ONLY');
  assert.equal((await client.fetchConfig(past)).status, 200);
  assert.equal((await evidence()).filter((one) => one === `${address} none`).length, 1);
  const at = (await Array.fromAsync(store.clients.fleet()))[0]?.evidence.find(
    ({ trust }) => trust === 'none',
  );
  assert.ok(at, 'what was proven through the proxy stays as it was');
});

test('at a listener that clients dial themselves no field makes HTTPS of HTTP', async () => {
  const address = `http://anna.localhost:${port}` as const;
  await serve([{ ...shared, scheme: 'http', port }], address, STRANGER, {});
  for (const from of [STRANGER, PROXY]) {
    assert.equal((await client.poll(lie(from, HTTPS))).code, 'SIGNATURE_WRONG');
    assert.equal((await client.poll(lie(from, address))).status, 200);
  }
  assert.deepEqual(await evidence(), [`${address} none`]);
});
