import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBindings } from '@causeway/bindings';
import { asId, type TenantId } from '@causeway/contract';
import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { MemoryComputers } from '@causeway/platform/testing';
import { Gate } from '../testing/gate.ts';
import { TenantHosts } from './tenant-hosts.ts';

const id = asId<TenantId>('0191f0c2-0000-7000-8000-00000000000a');

/** Opening waits at a gate; what happens to the databases is written down. */
function startHosts() {
  const gate = new Gate();
  const deeds: string[] = [];
  const bindings = createBindings();
  const stores = {
    async open() {
      deeds.push('open');
      await gate.pass();
      const close = async () => void deeds.push('close');
      return Object.assign(new MemoryEndpointStore(), {
        computers: new MemoryComputers(),
        [Symbol.asyncDispose]: close,
      });
    },
    remove: async () => void deeds.push('remove'),
    describe: async () => ({ kind: 'sqlite' as const, file: '', bytes: 0 }),
  };
  const endpointServersOf = () => undefined;
  const foreign = { load: async () => {}, find: () => undefined };
  const hosts = new TenantHosts({ stores, bindings, now: () => 0, endpointServersOf, foreign });
  return { hosts, gate, deeds };
}

test('a tenant is opened once, whoever asks for it', async () => {
  const { hosts, gate, deeds } = startHosts();
  gate.close();
  const starting = [hosts.start(id), hosts.start(id)];
  gate.open();
  const [one, other] = await Promise.all(starting);
  assert.equal(one, other);
  assert.equal(await hosts.start(id), one);
  assert.deepEqual(deeds, ['open']);
});

test('one that could not be opened is opened at the next try', async () => {
  const { hosts, gate, deeds } = startHosts();
  gate.pass = async () => {
    throw new Error('disk full');
  };
  await assert.rejects(hosts.start(id), /disk full/);
  gate.pass = async () => {};
  assert.equal(await hosts.start(id), hosts.get(id));
  assert.deepEqual(deeds, ['open', 'open']);
});

test('removing waits for what is being opened, and nothing is opened after it', async () => {
  const { hosts, gate, deeds } = startHosts();
  gate.close();
  const starting = hosts.start(id);
  await gate.held;
  const removing = hosts.remove(id);
  gate.open();
  await Promise.all([starting, removing]);
  assert.deepEqual(deeds, ['open', 'close', 'remove']);
  assert.equal(hosts.find(id), undefined);
  await assert.rejects(hosts.start(id), { code: 'TENANT_NOT_SERVED' });
});

test('ending waits for what is being opened', async () => {
  const { hosts, gate, deeds } = startHosts();
  gate.close();
  const starting = hosts.start(id);
  await gate.held;
  const ending = hosts[Symbol.asyncDispose]();
  gate.open();
  await Promise.all([starting, ending]);
  assert.deepEqual(deeds, ['open', 'close']);
});
