import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressOf,
  asId,
  type Binding,
  bindings,
  type CertificateId,
  type EndpointServerId,
  listenersOf,
  type Site,
  type TenantId,
} from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { decide } from '@causeway/reachability';
import fc from 'fast-check';
import {
  byTenant,
  checkBindingStep,
  lawChecksBeforeStart,
  planSite,
  refuse,
  siteKind,
  siteNameOf,
  siteSteps,
} from './index.ts';

const certificateId = asId<CertificateId>('0191f0c2-0000-7000-8000-00000000000c');
const site = (binding: Binding, changes: Partial<Site> = {}): Site => ({
  hostname: 'a.example',
  binding,
  httpPort: 80,
  httpsPort: 443,
  certificateId: binding === 'http' ? null : certificateId,
  rescue: true,
  ...changes,
});
const tenantId = asId<TenantId>('0191f0c2-0000-7000-8000-00000000000a');
const plan = (previous: Site, desired: Site) =>
  planSite({ tenantId, tenant: 'acme', previous, serving: listenersOf(previous), desired });
const show = (listeners: readonly { serves: string }[]) =>
  listeners.map((listener) => `${addressOf(listener as Parameters<typeof addressOf>[0])} ${listener.serves}`);

test('http → http+https adds; http+https → https turns HTTP into the rescue path at the very end', () => {
  const adding = plan(site('http'), site('http+https'));
  assert.deepEqual(show(adding.interim), [
    'https://a.example:443 everything',
    'http://a.example:80 everything',
  ]);
  const closing = plan(site('http+https'), site('https'));
  assert.deepEqual(show(closing.interim), show(closing.before));
  assert.deepEqual(show(closing.after), ['https://a.example:443 everything', 'http://a.example:80 rescue']);
});

test('another name or port is served beside the old until the fleet has crossed', () => {
  const moving = plan(
    site('https', { rescue: false }),
    site('https', { rescue: false, hostname: 'b.example' }),
  );
  assert.deepEqual(show(moving.interim), [
    'https://b.example:443 everything',
    'https://a.example:443 everything',
  ]);
  assert.equal(lawChecksBeforeStart([moving]).length, 1);
  assert.equal(lawChecksBeforeStart([plan(site('http+https'), site('https'))]).length, 2);
});

test('one port that changes its scheme can only hold what comes', () => {
  const swapped = plan(site('http', { httpPort: 8080 }), site('https', { httpsPort: 8080, httpPort: 80 }));
  assert.deepEqual(show(swapped.interim), [
    'https://a.example:8080 everything',
    'http://a.example:80 rescue',
  ]);
});

test('another certificate at the same address is rehearsed beside the old, swapped, and only then alone', () => {
  const next = asId<CertificateId>('0191f0c2-0000-7000-8000-00000000000d');
  const renewing = plan(site('http+https'), site('http+https', { certificateId: next }));
  const [https] = renewing.before;
  assert.deepEqual(renewing.interim[0], { ...https, coming: { certificateId: next } });
  assert.deepEqual(renewing.swapped, renewing.after);
  assert.deepEqual(renewing.after[0], { ...https, certificateId: next });
  const names = siteSteps({ sites: [renewing] }).map(({ name }) => name);
  assert.deepEqual(names.slice(6, 9), ['recheck', 'swap', 'confirm']);
  assert.equal(lawChecksBeforeStart([renewing]).length, 1);
  assert.equal(lawChecksBeforeStart([renewing], 'now').length, 2);
});

const anySite = fc
  .record({
    binding: fc.constantFrom(...bindings),
    hostname: fc.constantFrom('a.example', 'b.example'),
    httpPort: fc.constantFrom(80, 8080),
    httpsPort: fc.constantFrom(443, 8443),
    rescue: fc.boolean(),
  })
  .map((chosen): Site => ({ ...chosen, certificateId }));

test('property: the interim holds every place of what comes, and of what was unless it is taken; nothing twice', () => {
  fc.assert(
    fc.property(anySite, anySite, (previous, desired) => {
      const { before, interim, after } = plan(previous, desired);
      const places = interim.map(({ hostname, port }) => `${hostname} ${port}`);
      assert.equal(new Set(places).size, places.length);
      for (const { hostname, port } of [...before, ...after])
        assert.ok(places.includes(`${hostname} ${port}`));
      for (const listener of before.filter(({ serves }) => serves === 'everything')) {
        assert.ok(
          interim.some((one) => addressOf(one) === addressOf(listener) && one.serves === 'everything'),
        );
      }
    }),
  );
});

test('an endpoint server that is retired leaves nothing, and the law has to hold before it begins', () => {
  const previous = site('http+https');
  const endpointServer = {
    id: asId<EndpointServerId>('branch'),
    name: 'branch',
    whenItLags: 'fail',
  } as const;
  const leaving = planSite({
    ...{ tenantId, tenant: 'acme', previous, desired: previous, serving: listenersOf(previous) },
    ...{ endpointServer, retires: true },
  });
  assert.deepEqual([show(leaving.interim), leaving.after], [show(leaving.before), []]);
  assert.deepEqual(lawChecksBeforeStart([leaving]).at(-1), { from: 'before', to: 'after' });
  assert.equal(siteNameOf(leaving), 'acme/branch');
});

test('a plan of several websites is taken tenant by tenant', () => {
  const one = plan(site('http'), site('http+https'));
  const branch = {
    ...one,
    endpointServer: { id: asId<EndpointServerId>('b'), name: 'b', whenItLags: 'set-aside' },
  } as const;
  const other = { ...one, tenantId: asId<TenantId>('other'), tenant: 'beta' };
  const tenants = byTenant({ sites: [one, other, branch] });
  assert.deepEqual(
    tenants.map(({ tenant, sites }) => [tenant, sites.map(siteNameOf)]),
    [
      ['acme', ['acme', 'acme/b']],
      ['beta', ['beta']],
    ],
  );
});

test('skipping the interim is refused in both directions, and allowed without clients', () => {
  const check = (from: Binding, to: Binding, clientCount: number) =>
    checkBindingStep({ tenant: 'acme', from: site(from), to: site(to), clientCount });
  assert.throws(() => check('http', 'https', 1), { code: 'BINDING_SKIPS_INTERIM' });
  assert.throws(() => check('https', 'http', 1), { code: 'BINDING_SKIPS_INTERIM' });
  check('http', 'https', 0);
  check('http', 'http+https', 9);
  check('http+https', 'https', 9);
});

test('the refusal of the law names the clients, the reasons and what to do', () => {
  const change = {
    before: [{ address: 'http://a.example:80', trusts: ['none'], serves: 'everything' as const }],
    after: [{ address: 'https://a.example:443', trusts: ['aa'], serves: 'everything' as const }],
    revision: 3,
  };
  const fleet = Array.from({ length: 7 }, (_, index) => ({
    ...{
      id: `c${index}`,
      name: `client-${index}`,
      kind: 'native' as const,
      standing: 'enrolled' as const,
      waiver: null,
    },
    ...{ lastSeenAt: 0, fetchedRevision: 1, evidence: [], failures: [] },
  }));
  const error = refuse(decide(change, fleet, { activeWindowMs: 1000 }, 0), 'acme');
  assert.ok(error instanceof CausewayError);
  assert.match(
    error.seen ?? '',
    /7 of 7 clients[\s\S]*client-0: It has not fetched revision 3[\s\S]*and 2 more/,
  );
  assert.match(error.hint ?? '', /causeway crossing show acme/);
});

test('the steps shown before a change are the steps that run', () => {
  const adding = { sites: [plan(site('http'), site('http+https'))] };
  const shown = siteSteps(adding).map(({ name }) => name);
  const never = () => Promise.reject(new Error('nothing runs here'));
  const ports = {
    preflight: never,
    save: never,
    forget: never,
    ensurePublished: never,
    serve: never,
    putBack: never,
    prove: never,
    decide: never,
    record: never,
  };
  assert.deepEqual(
    siteKind(ports)
      .steps(adding)
      .map(({ name }) => name),
    shown,
  );
  assert.deepEqual(shown, [
    'preflight',
    'announce',
    'open',
    'prove',
    'publish',
    'crossing',
    'recheck',
    'settle',
    'close',
    'record',
  ]);
});
