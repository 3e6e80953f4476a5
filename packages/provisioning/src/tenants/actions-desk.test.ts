import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_ACTIONS } from '@causeway/contract/client-messages';
import { someClient, someTenant, someToken } from '@causeway/store/testing';
import { startMemoryHost } from '../testing/memory-host.ts';
import { ActionsDesk } from './actions-desk.ts';
import { ClientsDesk } from './clients-desk.ts';

const NOW = 1_800_000_000_000;
const tenant = someTenant();

async function startDesk() {
  const running = await startMemoryHost(tenant, () => NOW);
  const token = someToken({ expiresAt: NOW + 1, createdAt: NOW });
  await running.store.tokens.add(token);
  const client = someClient({ name: 'anna' });
  await running.store.clients.enroll(client, token.id, NOW);
  const clients = new ClientsDesk(running.host, tenant, () => NOW);
  return { running, client, desk: new ActionsDesk(running.host, clients, () => NOW) };
}

test('a client is asked once, by somebody, and what it reports is shown', async () => {
  const { running, client, desk } = await startDesk();
  await using _running = running;
  const asked = await desk.ask('anna', { kind: 'inventory', full: true }, 'ada');
  assert.deepEqual(
    { ...asked, id: '' },
    {
      ...{
        id: '',
        client: { id: client.id, name: 'anna' },
        kind: 'inventory',
        full: true,
        by: 'ada',
        at: NOW,
      },
      ...{ state: 'waiting', doneAt: null, message: null },
    },
  );
  const seen = { at: NOW + 5, address: 'http://a.example:80', trust: 'none' } as const;
  await running.store.clients.record([
    { clientId: client.id, ...seen, done: [{ id: asked.id, outcome: 'failed', message: 'no dpkg' }] },
  ]);
  const { actions } = await desk.list('anna', undefined);
  assert.deepEqual(
    actions.map(({ id, state, doneAt, message }) => ({ id, state, doneAt, message })),
    [{ id: asked.id, state: 'failed', doneAt: NOW + 5, message: 'no dpkg' }],
  );
  assert.deepEqual(await desk.list(undefined, undefined), { actions });
});

test('as many as one poll hands out may wait, and one that waits can be taken back', async () => {
  const { running, desk } = await startDesk();
  await using _running = running;
  for (let count = 0; count < MAX_ACTIONS; count++) await desk.ask('anna', { kind: 'inventory' }, 'ada');
  const last = (await desk.list(undefined, undefined)).actions[0];
  assert.ok(last);
  await assert.rejects(desk.ask('anna', { kind: 'retire' }, 'ada'), { code: 'ACTIONS_TOO_MANY' });
  assert.equal((await desk.withdraw(last.id)).id, last.id);
  await assert.rejects(desk.withdraw(last.id), { code: 'ACTION_NOT_FOUND' });
  assert.equal((await desk.ask('anna', { kind: 'retire' }, 'ada')).kind, 'retire');
});

test('who does not come for it is not asked', async () => {
  const { running, client, desk } = await startDesk();
  await using _running = running;
  await running.store.foreign.accept({
    ...{ deviceId: 'pc-2026-11-25-10-00-00', agent: 'GLPI-Agent_v1.9', at: NOW },
    ...{ address: 'http://a.example:80', trust: 'none' },
  });
  const { clients } = running.store;
  const foreign = (await clients.list({ limit: 5 })).find(({ kind }) => kind === 'foreign');
  await assert.rejects(desk.ask(foreign?.id ?? '', { kind: 'inventory' }, 'ada'), {
    code: 'CLIENT_TAKES_NO_ACTIONS',
  });
  await clients.setStanding(client.id, 'retired');
  await assert.rejects(desk.ask('anna', { kind: 'inventory' }, 'ada'), { code: 'CLIENT_TAKES_NO_ACTIONS' });
  await assert.rejects(desk.ask('bea', { kind: 'inventory' }, 'ada'), { code: 'CLIENT_NOT_FOUND' });
});

test('what makes no sense is refused: full diagnostics, a cursor that is none', async () => {
  const { running, desk } = await startDesk();
  await using _running = running;
  await assert.rejects(desk.ask('anna', { kind: 'diagnostics', full: true }, 'ada'), {
    code: 'REQUEST_INVALID',
  });
  await assert.rejects(desk.list(undefined, 'x'), { code: 'CURSOR_INVALID' });
});

test('diagnostics are shown as the client sent them', async () => {
  const { running, client, desk } = await startDesk();
  await using _running = running;
  await assert.rejects(desk.diagnostics('anna'), { code: 'DIAGNOSTICS_NOT_FOUND' });
  const document = JSON.stringify({ platform: 'linux', ways: [] });
  await running.store.diagnostics.put({ clientId: client.id, receivedAt: NOW, document });
  assert.deepEqual(await desk.diagnostics('anna'), {
    ...{ client: { id: client.id, name: 'anna' }, receivedAt: NOW },
    document: { platform: 'linux', ways: [] },
  });
});

test('a long list is read page by page, each action once', async () => {
  const { running, client, desk } = await startDesk();
  await using _running = running;
  for (let at = 0; at < 700; at++) {
    const id = `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`;
    await running.store.actions.add({
      ...{ id, clientId: client.id, action: { id, kind: 'diagnostics' }, by: 'ada', at },
      ...{ state: 'waiting', doneAt: null, message: null },
    });
  }
  const first = await desk.list(undefined, undefined);
  const second = await desk.list(undefined, first.next);
  assert.equal(second.next, undefined);
  const times = [...first.actions, ...second.actions].map(({ at }) => at);
  assert.deepEqual(
    times,
    Array.from({ length: 700 }, (_, index) => 699 - index),
  );
});
