import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBindings } from '@causeway/bindings';
import type { StoredCertificate } from '@causeway/certificates';
import type { TenantId } from '@causeway/contract';
import { type ConsoleDoor, Provisioning } from '@causeway/provisioning';
import { openProvisioningStore, openTenantStore } from '@causeway/store';
import { createTestVault } from '@causeway/store/testing';
import { TemporaryFolder } from '@causeway/testkit';
import { FakeTime } from './fake-time.ts';

const DAY_MS = 86_400_000;
const log = { info() {}, error() {} };

/** Remembers what is shown, with how many anchors. */
class RememberingDoor implements ConsoleDoor {
  readonly shown: StoredCertificate[] = [];
  readonly anchorsPem: (readonly string[])[] = [];

  async show(certificate: StoredCertificate, anchorsPem: readonly string[]): Promise<void> {
    this.shown.push(certificate);
    this.anchorsPem.push(anchorsPem);
  }
}

/** Runs with a console that was opened at a door, and time of its own. */
async function withConsole(
  act: (console: { provisioning: Provisioning; door: RememberingDoor; time: FakeTime }) => Promise<void>,
): Promise<void> {
  await using folder = await TemporaryFolder.make();
  const vault = createTestVault();
  await using store = await openProvisioningStore({ file: folder.file('provisioning.sqlite'), vault });
  await using bindings = createBindings({ log });
  const time = new FakeTime(Date.parse('2026-11-24T12:00:00Z'));
  const tenantStores = {
    open: (id: TenantId) => openTenantStore({ file: folder.file(`${id}.sqlite`), vault, tenantId: id }),
    remove: async () => {},
    describe: async () => ({ kind: 'sqlite' as const, file: '', bytes: 0 }),
  };
  await using provisioning = new Provisioning({ store, tenantStores, bindings, now: time.now, log });
  const door = new RememberingDoor();
  await provisioning.console.open(door);
  await act({ provisioning, door, time });
}

test('the certificate that the console made is renewed a month before its end, while it runs', async () => {
  await withConsole(async ({ provisioning, door, time }) => {
    time.pass(335 * DAY_MS - 1);
    await provisioning.keepUp();
    assert.equal(door.shown.length, 1);
    time.pass(1);
    await provisioning.keepUp();
    await provisioning.keepUp();
    const [first, second, ...others] = door.shown;
    assert.equal(others.length, 0);
    assert.notEqual(second?.sha256, first?.sha256);
    assert.equal(second?.notAfter, time.now() + 365 * DAY_MS);
    assert.deepEqual(door.anchorsPem[1], [second?.anchorPem]);
    const [deed] = await provisioning.store.audit.list({ limit: 1 });
    assert.deepEqual([deed?.actor, deed?.action], ['system', 'console.certificate.make']);
  });
});

test('a certificate that an admin chose is not replaced at its end', async () => {
  await withConsole(async ({ provisioning, door, time }) => {
    const { name, sha256 } = await provisioning.certificates.create({
      name: 'chosen',
      hostnames: ['localhost'],
      validDays: 10,
    });
    await provisioning.console.configure({ certificate: name, hostname: 'localhost', by: 'ada' });
    await provisioning.console.confirm(sha256);
    time.pass(20 * DAY_MS);
    await provisioning.keepUp();
    assert.equal(door.shown.at(-1)?.name, 'chosen');
    assert.equal((await provisioning.console.standing()).inForce.name, 'chosen');
  });
});

test('a trial whose wait was lost is taken back by the upkeep', async () => {
  await withConsole(async ({ provisioning, door, time }) => {
    await provisioning.certificates.create({ name: 'chosen', hostnames: ['localhost'] });
    await provisioning.console.configure({ certificate: 'chosen', hostname: 'localhost', by: 'ada' });
    time.pass(60_000);
    await provisioning.keepUp();
    const { inForce, trial, undone } = await provisioning.console.standing();
    assert.deepEqual([trial, undone?.name], [null, 'chosen']);
    assert.equal(door.shown.at(-1)?.sha256, inForce.sha256);
  });
});

test('a certificate that the door cannot show is not on trial', async () => {
  await withConsole(async ({ provisioning, door }) => {
    const before = await provisioning.console.standing();
    await provisioning.certificates.create({ name: 'chosen', hostnames: ['localhost'] });
    door.show = async () => {
      throw new Error('no such cipher');
    };
    const asked = provisioning.console.configure({ certificate: 'chosen', hostname: 'localhost', by: 'ada' });
    await assert.rejects(asked, /no such cipher/);
    assert.deepEqual(await provisioning.console.standing(), before);
  });
});
