import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSelfSigned } from '@causeway/certificates';
import { freePorts } from '@causeway/testkit';
import { newCertificate } from '../certificates/new-certificate.ts';
import { outside } from '../tenants/outside.ts';
import { startSignedInApi } from '../testing/signed-in-api.ts';
import { FailedChanges } from './failed-changes.ts';

const MINUTE_MS = 60_000;
const HOSTNAME = 'acme.localhost';

/** A tenant whose certificate has a successor, on a server that nobody can reach from outside while `isCutOff`. */
async function startTenant() {
  await using stack = new AsyncDisposableStack();
  const world = { now: Date.now(), isCutOff: true };
  const api = stack.use(
    await startSignedInApi(() => world.now, {
      outside: {
        ...outside,
        async proveListener(target, options) {
          if (!world.isCutOff) return outside.proveListener(target, options);
          const address = `https://${target.hostname}:${target.port}` as const;
          const found = { check: 'tls-with-name', code: 'PROOF_NO_ANSWER', seen: 'hairpin NAT' } as const;
          return [{ ...found, address, expected: 'an answer', tookMs: 1 }];
        },
      },
    }),
  );
  const { provisioning, store } = api;
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  const first = await provisioning.certificates.create({ name: 'web', hostnames: [HOSTNAME] });
  await store.certificates.setRenewal(first.id, 'automatic');
  const ports = { httpPort, httpsPort, binding: 'http+https' } as const;
  await provisioning.tenants.create({ name: 'acme', hostname: HOSTNAME, certificate: 'web', ...ports });
  const made = await createSelfSigned({ hostnames: [HOSTNAME], now: world.now, validMs: 86_400_000 });
  const parts = { name: 'web.2', origin: 'internal', now: world.now + 1, renews: first.id } as const;
  const successor = newCertificate(made, parts);
  await store.certificates.add(successor);
  /** Looks again so much later; answers how many changes there have been, all of them over. */
  const lookAfter = async (minutes: number) => {
    world.now += minutes * MINUTE_MS;
    await provisioning.keepUp();
    const [last] = await provisioning.changes.list({ limit: 1 });
    if (last !== undefined)
      for await (const _step of await provisioning.changes.follow(last.id, AbortSignal.timeout(20_000)));
    return (await provisioning.changes.list({ limit: 99 })).length;
  };
  const rest = stack.move();
  return { ...{ world, store, successor, lookAfter }, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

test('a replacement that fails is not begun anew every minute, and is told until it is done', async () => {
  await using tenant = await startTenant();
  const { world, store, successor, lookAfter } = tenant;
  const failed = new FailedChanges(store);
  assert.deepEqual(await failed.due(), []);
  assert.equal(await lookAfter(0), 1);
  for (let minute = 1; minute < 15; minute++) assert.equal(await lookAfter(1), 1);
  const [notice, ...others] = await failed.due();
  assert.deepEqual([notice?.kind, notice?.subject, others], ['change-undone', 'acme', []]);
  assert.match(notice?.text ?? '', /hairpin NAT/);
  assert.equal(await lookAfter(1), 2);
  assert.equal(await lookAfter(29), 2);
  assert.equal(await lookAfter(1), 3);
  world.isCutOff = false;
  assert.equal(await lookAfter(60), 4);
  assert.equal((await store.tenants.findByName('acme'))?.inForce.certificateId, successor.id);
  assert.deepEqual(await failed.due(), []);
});
