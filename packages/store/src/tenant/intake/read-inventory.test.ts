import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someContact } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

test('what an agent says of software beyond the normal form is read again with all else', async () => {
  await using tenant = await TenantWithClients.open();
  const bash = { name: 'bash', version: '5', comments: 'GNU Bourne Again SHell' };
  const content = { hardware: { name: 'pc', wearing: 'a hat' }, softwares: [bash] };
  const document = JSON.stringify({ action: 'inventory', deviceid: 'pc', content });
  const { clientId } = await tenant.store.foreign.accept(
    someContact({ at: 1, inventory: { format: 'glpi-json', document } }),
  );
  const found = await tenant.store.computers.find((await tenant.computerOf(clientId)).id);
  assert.deepEqual(found?.inventory.other, {
    HARDWARE: { WEARING: 'a hat' },
    SOFTWARES: [{ name: 'bash', COMMENTS: 'GNU Bourne Again SHell' }],
  });
});
