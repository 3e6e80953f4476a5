import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type ClientId, type TenantId } from '@causeway/contract';
import { type DoorClient, endpointErrors, type ForeignContact } from '@causeway/endpoint';
import { MemorySpool } from '@causeway/endpoint/testing';
import { foreignClientId } from '@causeway/inventory';
import { TENANT } from '../testing/offers.ts';
import { ForeignIntake } from './foreign-intake.ts';
import { SpoolWriter } from './spool-writer.ts';

const settings = { pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 };
const tenantId = asId<TenantId>(TENANT);
const retired: DoorClient = { name: 'pc', kind: 'foreign', publicKey: '', standing: 'retired', actions: [] };
const document = '{"action":"inventory","deviceid":"pc","content":{"hardware":{"name":"pc"}}}';

function openScene() {
  const spool = new MemorySpool({ maxBytes: 1_000_000 });
  const known = new Map<ClientId, DoorClient>();
  const scene = { isAway: false, isOn: true };
  const intake = new ForeignIntake({
    tenantId,
    settings: () => (scene.isOn ? settings : undefined),
    findClient: async (id) => {
      if (scene.isAway) throw endpointErrors.error('UPSTREAM_UNREACHABLE');
      return known.get(id);
    },
    put: new SpoolWriter(spool, () => 1).putForeign,
  });
  const door = () => {
    const opened = intake.door();
    assert.ok(opened !== undefined);
    return opened;
  };
  const entries = async () => (await spool.peek(1_000_000)).map(({ entry }) => entry);
  return Object.assign(scene, { intake, door, known, entries });
}

function contactOf(parts: Partial<ForeignContact> = {}): ForeignContact {
  const at = { at: 7, address: 'https://dmz.acme.example:443', trust: 'none' } as const;
  return { deviceId: 'pc', agent: 'GLPI-Agent_v1.9', ...at, ...parts };
}

test('an agent goes into the spool as it came, and its inventory is remembered', async () => {
  const scene = openScene();
  const door = scene.door();
  assert.equal(await door.find('pc'), undefined);
  const clientId = foreignClientId(tenantId, 'pc');
  const fresh = { clientId, standing: 'enrolled', isShared: false, inventoryAt: null };
  assert.deepEqual(await door.accept(contactOf()), fresh);
  assert.ok(await door.find('pc'));
  const inventory = { format: 'glpi-json', document } as const;
  assert.deepEqual(await door.accept(contactOf({ at: 8, inventory })), { ...fresh, inventoryAt: 8 });
  assert.deepEqual(await door.accept(contactOf({ at: 9 })), { ...fresh, inventoryAt: 8 });
  const { isEvidence: _, ...entry } = contactOf();
  assert.deepEqual(await scene.entries(), [
    { kind: 'foreign', ...entry },
    { kind: 'foreign', ...entry, at: 8, inventory },
    { kind: 'foreign', ...entry, at: 9 },
  ]);
});

test('one that the platform retired is told so, and nothing of it is kept', async () => {
  const scene = openScene();
  scene.known.set(foreignClientId(tenantId, 'pc'), retired);
  const { standing } = await scene.door().accept(contactOf({ inventory: { format: 'glpi-json', document } }));
  assert.equal(standing, 'retired');
  assert.deepEqual(await scene.entries(), []);
});

test('while the platform is away an agent is taken in, and counts as new only once', async () => {
  const scene = openScene();
  scene.isAway = true;
  const door = scene.door();
  assert.equal(await door.find('pc'), undefined);
  assert.equal((await door.accept(contactOf())).standing, 'enrolled');
  assert.ok(await door.find('pc'));
  assert.equal((await scene.entries()).length, 1);
});

test('an inventory that cannot be read is refused, because nobody could be told later', async () => {
  const scene = openScene();
  for (const [format, text] of [
    ['ocs-xml', '<REQUEST>'],
    ['glpi-json', '{'],
    ['native', '{}'],
  ] as const) {
    const accepted = scene.door().accept(contactOf({ inventory: { format, document: text } }));
    await assert.rejects(accepted, { code: 'INVENTORY_MALFORMED' }, format);
  }
  assert.deepEqual(await scene.entries(), []);
  assert.equal(await scene.door().find('pc'), undefined);
});

test('there is no door while the platform says that there is none', () => {
  const scene = openScene();
  scene.isOn = false;
  assert.equal(scene.intake.door(), undefined);
});
