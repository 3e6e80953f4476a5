import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { AuditTrail } from '../audit.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { addTenant, openTestStore } from '../testing/open-store.ts';
import { AuthorityDesk } from './authority-desk.ts';

const DAY_MS = 86_400_000;
const START = 1_800_000_000_000;
const hostname = 'inventory.acme.example';
const request = { name: 'acme', hostnames: [hostname] };

function deskOn(store: ProvisioningStore, now = () => START): AuthorityDesk {
  return new AuthorityDesk({ store, audit: new AuditTrail(store, now), now });
}

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof CausewayError && error.code === code;

/** What a client that has the anchor alone would find: each member signed by the next, the last by the anchor. */
function assertChained(certificate: { chainPem: string; anchorPem: string }): void {
  const pems = certificate.chainPem.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const path = [...pems, certificate.anchorPem].map((pem) => new X509Certificate(pem));
  assert.equal(path.length, 3);
  for (const [index, issuer] of path.slice(1).entries()) {
    assert.ok(path[index]?.checkIssued(issuer));
    assert.ok(path[index]?.verify(issuer.publicKey));
  }
}

describe('AuthorityDesk', () => {
  test('makes the CA with its first certificate and keeps all of it', async () => {
    await using store = await openTestStore();
    await addTenant(store, 'acme', hostname);
    const desk = deskOn(store);
    await assert.rejects(desk.show(), refusedWith('AUTHORITY_MISSING'));
    const made = await desk.issue(request, 'ada');
    assertChained(made);
    assert.deepEqual(await store.certificates.findByName('acme'), made);
    const { root, intermediates } = await desk.show();
    assert.equal(made.origin, 'internal');
    assert.equal(made.anchorSha256, root.sha256);
    assert.equal(made.anchorPem, root.certificatePem);
    assert.equal(made.notAfter, START + 90 * DAY_MS);
    assert.deepEqual(
      intermediates.map(({ domains }) => domains),
      [['acme.example']],
    );
  });

  test('issues the next from the same CA, and for a tenant that came later under the same root', async () => {
    await using store = await openTestStore();
    await addTenant(store, 'acme', hostname);
    const desk = deskOn(store);
    const first = await desk.issue(request, 'ada');
    const second = await desk.issue({ ...request, name: 'second' }, 'ada');
    assert.equal((await store.authorities.list()).length, 2);
    await addTenant(store, 'beta', 'inventory.beta.example');
    const third = await desk.issue({ name: 'beta', hostnames: ['inventory.beta.example'] }, 'ada');
    for (const certificate of [second, third]) {
      assertChained(certificate);
      assert.equal(certificate.anchorSha256, first.anchorSha256);
    }
    const { intermediates } = await desk.show();
    assert.deepEqual(
      intermediates.map(({ domains }) => domains),
      [['acme.example'], ['beta.example']],
    );
  });

  test('two first uses at once make one CA', async () => {
    await using store = await openTestStore();
    await addTenant(store, 'acme', hostname);
    const desks = [deskOn(store), deskOn(store), deskOn(store)];
    const made = await Promise.all(
      desks.map((desk, index) => desk.issue({ ...request, name: `acme-${index}` }, 'ada')),
    );
    const roles = (await store.authorities.list()).map(({ role }) => role);
    assert.deepEqual(roles, ['root', 'intermediate']);
    assert.equal(new Set(made.map(({ anchorSha256 }) => anchorSha256)).size, 1);
    made.forEach(assertChained);
  });

  test('refuses a name outside the domains, and makes nothing', async () => {
    await using store = await openTestStore();
    await addTenant(store, 'acme', hostname);
    const desk = deskOn(store);
    const outside = { name: 'bank', hostnames: [hostname, 'www.bank.example'] };
    await assert.rejects(desk.issue(outside, 'ada'), refusedWith('CERTIFICATE_OUTSIDE_DOMAINS'));
    assert.deepEqual(await store.authorities.list(), []);
    assert.deepEqual(await store.certificates.list(), []);
  });

  test('refuses a name that is taken, and makes nothing', async () => {
    await using store = await openTestStore();
    const desk = deskOn(store);
    await desk.issue({ name: 'taken', hostnames: ['acme.localhost'] }, 'ada');
    const before = await store.authorities.list();
    await addTenant(store, 'acme', hostname);
    await assert.rejects(
      desk.issue({ name: 'taken', hostnames: [hostname] }, 'ada'),
      refusedWith('CERTIFICATE_NAME_TAKEN'),
    );
    assert.deepEqual(await store.authorities.list(), before);
  });

  test('a life longer than the intermediate’s ends with it', async () => {
    await using store = await openTestStore();
    const desk = deskOn(store);
    const made = await desk.issue({ name: 'long', hostnames: ['localhost'], validDays: 3650 }, 'ada');
    const { intermediates } = await desk.show();
    assert.equal(made.notAfter, intermediates[0]?.notAfter);
  });

  test('five years later there is a new intermediate under the same root', async () => {
    await using store = await openTestStore();
    let now = START;
    const desk = deskOn(store, () => now);
    const trial = { hostnames: ['acme.localhost'] };
    const first = await desk.issue({ ...trial, name: 'first' }, 'ada');
    now += 5 * 366 * DAY_MS;
    const later = await desk.issue({ ...trial, name: 'later' }, 'ada');
    assertChained(later);
    assert.equal(later.anchorSha256, first.anchorSha256);
    assert.equal((await desk.show()).intermediates.length, 2);
  });

  test('the audit tells what was made, and no key', async () => {
    await using store = await openTestStore();
    await deskOn(store).issue({ name: 'trial', hostnames: ['acme.localhost'] }, 'ada');
    const entries = await store.audit.list({ limit: 9 });
    assert.deepEqual(
      entries.map(({ action, actor, outcome }) => [action, actor, outcome]),
      [
        ['authority.create-intermediate', 'ada', 'done'],
        ['authority.create-root', 'ada', 'done'],
      ],
    );
    const told = JSON.stringify(entries);
    const keys = [await store.authorities.keyOf(1), await store.authorities.keyOf(2)];
    assert.doesNotMatch(told, /PRIVATE/);
    for (const key of keys) assert.ok(!told.includes(key.split('\n')[1] ?? ''));
  });
});

class Killed extends Error {}

/** A store whose process ends right before or right after one of its writes. */
function mortal(store: ProvisioningStore, write: number, moment: 'before' | 'after'): ProvisioningStore {
  let writes = 0;
  const guard = async (act: () => Promise<void>) => {
    const isFatal = ++writes === write;
    if (isFatal && moment === 'before') throw new Killed();
    await act();
    if (isFatal) throw new Killed();
  };
  return {
    ...store,
    authorities: {
      ...store.authorities,
      append: (...given) => guard(() => store.authorities.append(...given)),
    },
    certificates: { ...store.certificates, add: (given) => guard(() => store.certificates.add(given)) },
  };
}

describe('killed at a write, the next use goes on from what is there', () => {
  for (const [write, name] of ['the root', 'the intermediate', 'the certificate'].entries()) {
    for (const moment of ['before', 'after'] as const) {
      test(`${moment} ${name} is kept`, async () => {
        await using store = await openTestStore();
        await addTenant(store, 'acme', hostname);
        const dying = deskOn(mortal(store, write + 1, moment));
        await assert.rejects(dying.issue(request, 'ada'), Killed);
        const desk = deskOn(store);
        assertChained(await desk.issue({ ...request, name: 'next' }, 'ada'));
        const roles = (await store.authorities.list()).map(({ role }) => role);
        assert.deepEqual(roles, ['root', 'intermediate']);
      });
    }
  }
});
