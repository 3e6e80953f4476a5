import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StoredCertificate } from '@causeway/certificates';
import { parseConfig } from '@causeway/config-file';
import {
  asId,
  type CertificateId,
  type EndpointServerId,
  listenersOf,
  type Site,
  type TenantId,
} from '@causeway/contract';
import type { PublishInput } from '@causeway/endpoint';
import { someCertificate, someTenant } from '@causeway/store/testing';
import { createTestCa } from '@causeway/testkit';
import { startMemoryHost } from '../testing/memory-host.ts';
import { ensurePublished, isPublished, type PublicSite, planPublication } from './publication.ts';
import { withPublication } from './published-runs.ts';
import { defaultServerId } from './served-sites.ts';
import type { TenantHost } from './tenant-host.ts';
import type { CertificateIndex } from './ways.ts';

const NOW = Date.UTC(2026, 10, 24);
const tenant = someTenant({ id: asId<TenantId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a') });
const certificates = ['old', 'new'].map(certificateUnderItsOwnCa);
const [old, coming] = certificates;
const index: CertificateIndex = new Map(certificates.map((certificate) => [certificate.id, certificate]));

function certificateUnderItsOwnCa(name: string): StoredCertificate {
  const ca = createTestCa({ name });
  const id = asId<CertificateId>(`id of ${name}`);
  return someCertificate({ id, name, anchorPem: ca.certificatePem, anchorSha256: ca.sha256 });
}

function siteWith(parts: Partial<Site>): Site {
  return { ...tenant.inForce, binding: 'http+https', certificateId: old?.id ?? null, ...parts };
}

const siteOf = (site: Site, ...anchorsOf: CertificateId[]): PublicSite => ({
  ...{ id: defaultServerId(tenant.id), name: 'default', hostname: site.hostname },
  ...{ listeners: listenersOf(site), anchorsOf },
});
const plan = (site: Site, ...anchorsOf: CertificateId[]) =>
  planPublication(tenant, [siteOf(site, ...anchorsOf)], index);
/** Of the one endpoint server. */
const addressesIn = ({ endpointServers: [server] }: PublishInput) => server?.addresses;

const HTTPS = 'https://inventory.acme.example:443';
const oldAnchor = old?.anchorSha256 ?? '';

/** One way as the law sees it, by what the host has published. */
function seen(host: TenantHost, address: string, trusts: readonly string[]) {
  return withPublication(host, { before: [], after: [{ address, trusts, serves: 'everything' }] });
}

describe('what config.ini says', () => {
  it('names HTTPS before HTTP, with the anchor that it needs', () => {
    const publication = plan(siteWith({}));
    assert.deepEqual(addressesIn(publication), [
      'https://inventory.acme.example:443',
      'http://inventory.acme.example:80',
    ]);
    assert.deepEqual(
      publication.anchors.map(({ sha256 }) => sha256),
      [old?.anchorSha256],
    );
  });

  it('never sends a client to a rescue path, which serves the file and nothing else', () => {
    const publication = plan(siteWith({ binding: 'https', rescue: true }));
    assert.deepEqual(addressesIn(publication), ['https://inventory.acme.example:443']);
  });

  it('has no anchor when there is nothing to trust, and each one once', () => {
    assert.deepEqual(plan(siteWith({ binding: 'http' })).anchors, []);
    assert.equal(plan(siteWith({}), old?.id ?? asId('')).anchors.length, 1);
    assert.equal(plan(siteWith({}), coming?.id ?? asId('')).anchors.length, 2);
  });

  it('names every endpoint server that serves something, each with the anchors that count there', () => {
    const branch = {
      ...siteOf(siteWith({ hostname: 'branch.acme.example', certificateId: coming?.id ?? null })),
      ...{ id: asId<EndpointServerId>('branch'), name: 'branch' },
    };
    const silent = { ...branch, id: asId<EndpointServerId>('silent'), name: 'silent', listeners: [] };
    const publication = planPublication(tenant, [siteOf(siteWith({})), branch, silent], index);
    assert.deepEqual(
      publication.endpointServers.map(({ name, addresses, trust }) => [name, addresses[0], trust.length]),
      [
        ['default', 'https://inventory.acme.example:443', 1],
        ['branch', 'https://branch.acme.example:443', 1],
      ],
    );
    assert.equal(publication.anchors.length, 2);
    assert.notDeepEqual(publication.endpointServers[0]?.trust, publication.endpointServers[1]?.trust);
  });

  it('asks for evidence three times within the active window, and every day at least', () => {
    for (const [activeWindowSeconds, proofIntervalSeconds] of [
      [2, 1],
      [10, 3],
      [3_600, 1_200],
      [2 * 86_400, 57_600],
      [30 * 86_400, 86_400],
    ] as const) {
      const known = { ...tenant, activeWindowMs: activeWindowSeconds * 1000 };
      const publication = planPublication(known, [siteOf(siteWith({}))], index);
      assert.equal(publication.proofIntervalSeconds, proofIntervalSeconds, `${activeWindowSeconds} s`);
    }
  });

  it('names groups with what they have of their own, and nothing where there are none', () => {
    const groups = [
      { name: 'servers', pollingIntervalSeconds: 60, activeWindowMs: 9_000 },
      { name: 'trial' },
    ];
    const { groups: named } = planPublication({ ...tenant, groups }, [siteOf(siteWith({}))], index);
    assert.deepEqual(named, [{ name: 'servers', pollingInterval: 60, proofInterval: 3 }, { name: 'trial' }]);
    assert.ok(!('groups' in plan(siteWith({}))));
  });

  it('never tells clients to trust the store of their system', () => {
    assert.equal(plan(siteWith({})).trustSystemStore, false);
  });
});

describe('publishing', () => {
  it('makes a revision when something differs, and none when all is said already', async () => {
    await using running = await startMemoryHost(tenant, () => NOW);
    const { host, store } = running;
    assert.equal((await ensurePublished(host, plan(siteWith({})))).revision, 1);
    assert.equal((await ensurePublished(host, plan(siteWith({})))).revision, 1);
    const others = [
      plan(siteWith({ httpPort: 8080 })),
      plan(siteWith({ binding: 'https' })),
      plan(siteWith({ certificateId: coming?.id ?? null })),
      plan(siteWith({ certificateId: coming?.id ?? null }), old?.id ?? asId('')),
      { ...plan(siteWith({})), pollingIntervalSeconds: 5 },
      { ...plan(siteWith({})), inventoryIntervalSeconds: 5 },
      { ...plan(siteWith({})), proofIntervalSeconds: 5 },
    ];
    for (const [at, other] of others.entries()) {
      assert.equal((await ensurePublished(host, other)).revision, at + 2);
      const file = (await store.revisions.current())?.file ?? '';
      assert.ok(isPublished(other, file));
      assert.equal(parseConfig(file).config.endpointServers[0]?.id, tenant.id);
    }
  });

  it('takes a file that names no proof interval for one that wants evidence each day', async () => {
    await using running = await startMemoryHost(tenant, () => NOW);
    const daily = plan(siteWith({}));
    await ensurePublished(running.host, daily);
    const file = (await running.store.revisions.current())?.file ?? '';
    const silent = file.replace(/^ProofInterval=.*\n/m, '');
    assert.notEqual(silent, file);
    assert.ok(isPublished(daily, silent));
    assert.ok(!isPublished({ ...daily, proofIntervalSeconds: 1_200 }, silent));
  });

  it('knows the first revision that carries some addresses and anchors', async () => {
    await using running = await startMemoryHost(tenant, () => NOW);
    const { host } = running;
    const first = async (address: string, ...trusts: string[]) =>
      (await seen(host, address, trusts)).revision;
    assert.equal(await first(HTTPS, 'none'), 0);
    await ensurePublished(host, plan(siteWith({ binding: 'http' })));
    assert.equal(await first(HTTPS, oldAnchor), 0);
    await ensurePublished(host, plan(siteWith({})));
    await ensurePublished(host, plan(siteWith({ binding: 'https' })));
    assert.equal(await first(HTTPS, oldAnchor), 2);
    assert.equal(await first(HTTPS, coming?.anchorSha256 ?? ''), 0);
    assert.equal(await first(HTTPS, coming?.anchorSha256 ?? '', oldAnchor), 2, 'one of its trusts is enough');
    assert.equal(
      await first('http://inventory.acme.example:80', 'none'),
      0,
      'the current one does not carry it',
    );
  });

  it('counts a way that went and came back from its coming back', async () => {
    let now = NOW;
    await using running = await startMemoryHost(tenant, () => now);
    const { host } = running;
    for (const site of [siteWith({}), siteWith({ binding: 'http' }), siteWith({})]) {
      now += 1_000;
      await ensurePublished(host, plan(site));
    }
    const { revision, after } = await seen(host, HTTPS, [oldAnchor]);
    assert.deepEqual([revision, after[0]?.since], [3, NOW + 3_000]);
    const http = await seen(host, 'http://inventory.acme.example:80', ['none']);
    assert.deepEqual([http.revision, http.after[0]?.since], [1, NOW + 1_000]);
  });

  it('counts a trust at the endpoint server that names it, whatever the others name', async () => {
    let now = NOW;
    await using running = await startMemoryHost(tenant, () => now);
    const { host } = running;
    const siteAt = (id: string, hostname: string, certificateId = old?.id ?? null): PublicSite => ({
      ...siteOf(siteWith({ hostname, certificateId })),
      id: asId<EndpointServerId>(id),
    });
    const branch = siteAt('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6b', 'branch.acme.example');
    const main = (certificateId: CertificateId | undefined) =>
      siteAt(defaultServerId(tenant.id), 'inventory.acme.example', certificateId);
    for (const certificateId of [old?.id, coming?.id, old?.id]) {
      now += 1_000;
      await ensurePublished(host, planPublication(tenant, [main(certificateId), branch], index));
    }
    const since = async (address: string) => (await seen(host, address, [oldAnchor])).after[0]?.since;
    assert.equal(await since(HTTPS), NOW + 3_000);
    assert.equal(await since('https://branch.acme.example:443'), NOW + 1_000);
  });

  it('says of a way that no revision names that nothing proves it', async () => {
    await using running = await startMemoryHost(tenant, () => NOW);
    const { after } = await seen(running.host, HTTPS, [oldAnchor]);
    assert.equal(after[0]?.since, Number.POSITIVE_INFINITY);
  });
});
