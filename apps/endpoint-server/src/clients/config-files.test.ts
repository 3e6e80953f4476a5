import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type EndpointServerId, type TenantId } from '@causeway/contract';
import { createEndpoint } from '@causeway/endpoint';
import { MemoryEndpointStore, MemoryKeptPlatform } from '@causeway/endpoint/testing';
import { TENANT } from '../testing/offers.ts';
import { ConfigFiles, type FetchedFile } from './config-files.ts';

/** The files of a tenant whose key was rotated: announced in the second, over in the fourth. */
async function publishFiles() {
  const store = new MemoryEndpointStore();
  const tenantId = asId<TenantId>(TENANT);
  const endpoint = createEndpoint({ tenantId, store, now: Date.now });
  const publish = () =>
    endpoint.publish({
      endpointServers: [
        {
          ...{ id: asId<EndpointServerId>(TENANT), name: 'default', hostname: 'a.localhost', trust: [] },
          addresses: ['http://a.localhost:80'],
        },
      ],
      ...{ anchors: [], pollingIntervalSeconds: 600, inventoryIntervalSeconds: 86_400 },
      ...{ proofIntervalSeconds: 86_400, trustSystemStore: false, validityMs: 86_400_000 },
    });
  await publish();
  const [oldKey = ''] = (await store.revisions.current())?.keyIds ?? [];
  const first = (await store.revisions.current())?.file ?? '';
  await endpoint.rotateSigningKey();
  await publish();
  await endpoint.rotateSigningKey();
  await publish();
  const newest = (await store.revisions.current())?.file ?? '';
  const bridge = (await store.revisions.newestSignedBy(oldKey))?.file ?? '';
  await endpoint[Symbol.asyncDispose]();
  return { first, bridge, newest, oldKey };
}

async function openScene(fetched: FetchedFile | Error | undefined) {
  const { files: kept } = new MemoryKeptPlatform();
  const asked: string[] = [];
  const scene = { at: 0 };
  const open = () =>
    ConfigFiles.open({
      ...{ tenantId: TENANT, kept, now: () => scene.at },
      fetch: async (keyId) => {
        asked.push(keyId);
        if (fetched instanceof Error) throw fetched;
        return fetched;
      },
    });
  return { kept, asked, scene, open };
}

test('the newest file is handed out byte for byte, and after a restart too; an older one changes nothing', async () => {
  const { first, newest } = await publishFiles();
  const { open } = await openScene(undefined);
  const files = await open();
  assert.equal(await files.current(), undefined);
  assert.equal(await files.keep(newest), 'news');
  assert.equal(await files.keep(first), 'known');
  assert.equal((await files.current())?.file.toString(), newest);
  assert.equal((await (await open()).current())?.file.toString(), newest);
});

test('of a former key the platform knows the last file, which is kept for when it is away', async () => {
  const { first, bridge, newest, oldKey } = await publishFiles();
  const { open, asked, kept, scene } = await openScene({ file: bridge, isVouchedFor: true });
  const files = await open();
  for (const file of [first, newest]) await files.keep(file);
  assert.equal((await files.signedBy(oldKey))?.file.toString(), bridge);
  assert.equal((await files.signedBy(oldKey))?.file.toString(), bridge);
  assert.deepEqual(asked, [oldKey], 'once a minute is enough');
  scene.at = 60_001;
  await files.signedBy(oldKey);
  assert.equal(asked.length, 2);
  assert.equal((await kept.newestSignedBy(oldKey))?.file, bridge);
});

test('what came over plain HTTP is handed out and not kept', async () => {
  const { bridge, newest, oldKey } = await publishFiles();
  const { open, kept } = await openScene({ file: bridge, isVouchedFor: false });
  const files = await open();
  await files.keep(newest);
  assert.equal((await files.signedBy(oldKey))?.file.toString(), bridge);
  assert.equal(await kept.newestSignedBy(oldKey), undefined);
});

test('without its platform it hands out what is kept; and nobody is asked for a key that cannot be', async () => {
  const { first, newest, oldKey } = await publishFiles();
  const { open, asked } = await openScene(new Error('nobody answers'));
  const files = await open();
  for (const file of [first, newest]) await files.keep(file);
  assert.equal((await files.signedBy(oldKey))?.file.toString(), first);
  for (const key of ['', 'x', `${oldKey}0`, '../../etc']) assert.equal(await files.signedBy(key), undefined);
  assert.deepEqual(asked, [oldKey]);
});

test('a file of another tenant, by another key or of a revision yet to come is not handed out', async () => {
  const { first, bridge, newest, oldKey } = await publishFiles();
  const hostile = [
    bridge.replaceAll(TENANT, '01920000-0000-7000-8000-0000000000ff'),
    newest,
    bridge.replace(/Revision=\d+/, 'Revision=99'),
    'no file at all',
  ];
  for (const file of hostile) {
    const { open, kept } = await openScene({ file, isVouchedFor: true });
    const files = await open();
    await files.keep(newest);
    assert.equal(await files.signedBy(oldKey), undefined);
    assert.equal(await kept.newestSignedBy(oldKey), undefined);
  }
  assert.notEqual(first, bridge);
});
