import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someContact } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

const machine = {
  hardware: { name: 'pc', uuid: '4c4c4544-0042-3510-8053-b2c04f4d3432' },
  bios: { ssn: 'S-1' },
};
const cpus = [{ name: 'Zeta' }];
const bash = { name: 'bash', version: '5' };

function glpi(at: number, partial: boolean, content: object) {
  const document = JSON.stringify({ action: 'inventory', deviceid: 'pc', partial, content });
  return someContact({ at, inventory: { format: 'glpi-json', document } });
}

test('what an inventory in pieces does not tell of stays as it was', async () => {
  await using tenant = await TenantWithClients.open();
  const { foreign } = tenant.store;
  const { clientId } = await foreign.accept(
    glpi(1, false, { ...machine, cpus, softwares: [bash], processes: [{ cmd: 'init' }] }),
  );
  const inventory = async () =>
    (await tenant.store.computers.find((await tenant.computerOf(clientId)).id))?.inventory;
  const first = await inventory();
  await foreign.accept(glpi(2, true, { ...machine, versionclient: 'GLPI-Agent_v1.11' }));
  assert.deepEqual(await inventory(), first);
  const upgraded = { ...bash, version: '6' };
  await foreign.accept(glpi(3, true, { ...machine, softwares: [upgraded], memories: [{ capacity: 1024 }] }));
  const { software, memoryModules, ...rest } = (await inventory()) ?? {};
  assert.deepEqual([software, memoryModules?.length], [[upgraded], 1]);
  assert.deepEqual({ ...rest, software: first?.software }, first);
  const { rows } = await tenant.store.computers.changes({ limit: 9 });
  assert.deepEqual(
    rows
      .filter(({ at }) => at > 1)
      .map(({ section, kind, what }) => [section, kind, what])
      .sort(),
    [
      ['memoryModules', 'added', rows.find(({ section }) => section === 'memoryModules')?.what],
      ['software', 'changed', 'bash 6'],
    ],
  );
  await foreign.accept(glpi(4, false, { ...machine, softwares: [upgraded] }));
  assert.equal((await inventory())?.cpus, undefined, 'a whole one tells of all');
});
