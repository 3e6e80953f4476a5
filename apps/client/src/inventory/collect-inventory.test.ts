import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectInventory, type InventorySources } from './collect-inventory.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const fail = (reason: string) => async (): Promise<never> => {
  throw new Error(reason);
};

function sources(changes: Partial<InventorySources> = {}): InventorySources {
  return {
    hardware: { cpu: async () => ({ cores: 4 }), bios: async () => ({ vendor: 'Acme' }) },
    os: async () => ({ platform: 'linux' }),
    software: async () => [{ name: 'bash' }],
    ...changes,
  };
}

test('an inventory is one JSON document of all parts', async () => {
  assert.deepEqual(JSON.parse(await collectInventory(now, sources())), {
    ...{ format: 1, collectedAt: '2026-11-23T10:00:00.000Z', missing: {} },
    hardware: { cpu: { cores: 4 }, bios: { vendor: 'Acme' } },
    os: { platform: 'linux' },
    software: [{ name: 'bash' }],
  });
});

test('parts that fail are named with the reason, and the others are there all the same', async () => {
  const hardware = {
    cpu: async () => ({ cores: 4 }),
    bios: fail('no permission'),
    // A library may throw before it promises anything.
    disks: () => {
      throw new Error('no lsblk');
    },
  };
  const text = await collectInventory(now, sources({ hardware, software: fail('no package database') }));
  const { missing, ...parts } = JSON.parse(text);
  assert.deepEqual(missing, {
    bios: 'no permission',
    disks: 'no lsblk',
    software: 'no package database',
  });
  assert.deepEqual(parts.hardware, { cpu: { cores: 4 }, bios: null, disks: null });
  assert.deepEqual([parts.os, parts.software], [{ platform: 'linux' }, null]);
});

test('a part that never answers is given up, and holds up nothing else', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const asked = Promise.withResolvers<void>();
  const graphics = () => {
    asked.resolve();
    return new Promise<never>(() => {});
  };
  const collecting = collectInventory(now, sources({ hardware: { graphics, cpu: async () => 'here' } }));
  await asked.promise;
  context.mock.timers.tick(90_000);
  const { hardware, missing } = JSON.parse(await collecting);
  assert.deepEqual([hardware, missing], [{ graphics: null, cpu: 'here' }, { graphics: 'not within 90 s' }]);
});

test('this very computer has an inventory, every part of which is there or named as missing', async () => {
  const { hardware, os, software, missing } = JSON.parse(await collectInventory(now));
  const parts = Object.entries({ ...hardware, os, software });
  assert.equal(parts.length, 12);
  for (const [name, part] of parts) assert.equal(part === null, name in missing, name);
  assert.ok(hardware.memory.total > 0);
  assert.equal(os.platform, process.platform);
});
