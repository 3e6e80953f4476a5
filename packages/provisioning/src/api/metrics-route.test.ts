import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someClient, someNotice, someToken, someWebhookChannel } from '@causeway/store/testing';
import { createTestCa, freePorts } from '@causeway/testkit';
import { startSignedInApi } from '../testing/signed-in-api.ts';

const SHOP = 'shop "1"';
const NOW = Date.UTC(2026, 10, 24, 12);
const SAMPLE = /^([a-z][a-z0-9_]*)(?:\{((?:[a-z0-9_]+="(?:[^"\\]|\\.)*",?)*)\})? (\S+)$/;

/** The samples of a scrape by `name{labels}`. @throws for a line that is none of the format */
function parseMetrics(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) [a-z][a-z0-9_]* \S/.test(line)) continue;
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    assert.ok(name !== undefined, `not a line of the format: ${line}`);
    const key = labels === '' ? name : `${name}{${labels}}`;
    assert.ok(!samples.has(key), `twice: ${key}`);
    samples.set(key, Number(value));
    // The mean of nothing is no number, also to Prometheus.
    assert.ok(!Number.isNaN(samples.get(key)) || value?.toLowerCase() === 'nan', line);
  }
  return samples;
}

async function startTenant(api: Awaited<ReturnType<typeof startSignedInApi>>): Promise<void> {
  const ca = createTestCa({ name: 'Acme Root' });
  const leaf = ca.issue({ hostnames: ['acme.localhost'], notAfter: Date.UTC(2027, 0, 1) });
  const { certificates, tenants } = api.provisioning;
  const pem = leaf.chainPem + leaf.keyPem;
  await certificates.import({ name: SHOP, pem, anchor: ca.certificatePem });
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  await tenants.create({ name: 'acme', hostname: 'acme.localhost', httpPort, httpsPort, binding: 'http' });
  const acme = await tenants.get('acme');
  const { id } = await certificates.get(SHOP);
  await api.store.tenants.update(acme.id, { saved: { ...acme.saved, certificateId: id } });
}

test('a scrape is well-formed and says when certificates and anchors end, and how tenants do', async () => {
  await using api = await startSignedInApi(() => NOW);
  await startTenant(api);
  const [store] = api.tenantStores.values();
  const token = someToken({ expiresAt: Number.MAX_SAFE_INTEGER });
  await store?.tokens.add(token);
  for (const client of [someClient(), someClient(), someClient({ standing: 'retired' })])
    await store?.clients.enroll(client, token.id, NOW);
  await api.store.notices.channels.add(someWebhookChannel({ name: 'ops' }));
  await api.store.notices.raise(someNotice(), NOW);
  const { status, text, headers } = await api.ask({ method: 'GET', path: '/metrics' });
  assert.equal(status, 200);
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
  const samples = parseMetrics(text);
  const ends = String.raw`causeway_certificate_expiry_timestamp_seconds{certificate="shop \"1\"",tenants="acme"}`;
  assert.equal(samples.get(ends), Date.UTC(2027, 0, 1) / 1000);
  const anchors = [...samples.keys()].filter((key) => key.startsWith('causeway_anchor_expiry_timestamp'));
  assert.equal(anchors.length, 1);
  assert.match(anchors[0] ?? '', /\{anchor="CN=Acme Root",sha256="[0-9a-f]{64}",tenants="acme"\}$/);
  assert.equal(samples.get('causeway_tenant_served{tenant="acme"}'), 1);
  assert.equal(samples.get('causeway_clients{tenant="acme",standing="enrolled"}'), 2);
  assert.equal(samples.get('causeway_clients{tenant="acme",standing="retired"}'), 1);
  assert.equal(samples.get('causeway_notice_deliveries{channel="ops",state="waiting"}'), 1);
  assert.equal(samples.get('causeway_notice_deliveries{channel="ops",state="failed"}'), 0);
  assert.ok((samples.get('process_resident_memory_bytes') ?? 0) > 0);
});

test('what is gone is gone from the next scrape', async () => {
  await using api = await startSignedInApi(() => NOW);
  await startTenant(api);
  await api.provisioning.certificates.create({ name: 'spare', hostnames: ['acme.localhost'] });
  const scrape = async () => parseMetrics((await api.ask({ method: 'GET', path: '/metrics' })).text);
  const spare = 'causeway_certificate_expiry_timestamp_seconds{certificate="spare",tenants=""}';
  assert.ok((await scrape()).has(spare));
  await api.provisioning.certificates.remove('spare');
  assert.equal((await scrape()).has(spare), false);
});

test('tells nobody who is not signed in', async () => {
  await using api = await startSignedInApi(() => NOW);
  for (const secret of ['', 'unknown']) {
    const { status, text } = await api.ask({ method: 'GET', path: '/metrics', secret });
    assert.equal(status, 401);
    assert.doesNotMatch(text, /causeway_|process_/);
  }
});
