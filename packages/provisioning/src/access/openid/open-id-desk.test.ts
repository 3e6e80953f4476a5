import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { someAdmin } from '@causeway/store/testing';
import { createTestCa } from '@causeway/testkit';
import type { OpenIdSettings } from '../../provisioning-store.ts';
import { openWithAdmin, somebody } from '../../testing/open-desk.ts';
import { type ClaimedThrough, OpenIdDesk } from './open-id-desk.ts';

const issuer = 'https://id.example';
const settings: OpenIdSettings = {
  ...{
    issuer,
    clientId: 'causeway',
    clientSecret: 'secret',
    scopes: [],
    roleClaim: 'groups',
    anchorPem: null,
  },
  roles: { viewer: ['staff'], operator: ['it'], admin: [] },
};

function claimedBy(name: string, groups: readonly string[], by = issuer): ClaimedThrough {
  const identity = { issuer: `${by}/its-own`, subject: name };
  return { identity, claims: { preferred_username: name, groups }, through: by };
}

/** With ada, who has a password, and oda, who comes through the provider; each with a session and an API token. */
async function openWithOda(by = issuer) {
  const opened = await openWithAdmin();
  const { store, clock, desk, issued, me } = opened;
  const { credentials } = desk;
  const options = { store, now: () => clock.now, credentials };
  const openId = new OpenIdDesk(options);
  await store.openId.set({ ...settings, issuer: by });
  const session = await openId.signIn(claimedBy('oda', ['it'], by));
  const token = await credentials.issueApiToken(await credentials.authenticate(session.secret, somebody), {
    name: 'scripts',
  });
  const own = await credentials.issueApiToken(me, { name: 'scripts' });
  const isIn = async (secret: string) =>
    credentials.authenticate(secret, somebody).then(
      () => true,
      () => false,
    );
  return {
    ...{ openId, isIn, options },
    odaIsIn: async () => Promise.all([session.secret, token.secret].map(isIn)),
    adaIsIn: async () => Promise.all([issued.secret, own.secret].map(isIn)),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** Says at any path that it is the issuer of that path (OpenID Connect Discovery section 4). */
async function startDiscovery() {
  const ca = createTestCa();
  const { chainPem, keyPem } = ca.issue({ hostnames: ['localhost'] });
  const server = createServer(
    { cert: chainPem, key: keyPem },
    ({ url = '', headers: { host } }, response) => {
      const found = `https://${host}${url.replace('/.well-known/openid-configuration', '')}`;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ issuer: found, authorization_endpoint: `${found}/authorize` }));
    },
  );
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    ...{ issuer: `https://localhost:${port}`, anchorPem: ca.certificatePem },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('sessions and API tokens of who comes through the OpenID provider', () => {
  it('end when what it says of them gives no role any more', async () => {
    await using opened = await openWithOda();
    const { openId, odaIsIn, adaIsIn } = opened;
    await assert.rejects(openId.signIn(claimedBy('eve', [])), { code: 'OPENID_NOT_ALLOWED' });
    assert.deepEqual(await odaIsIn(), [true, true]);
    await assert.rejects(openId.signIn(claimedBy('oda', ['others'])), { code: 'OPENID_NOT_ALLOWED' });
    assert.deepEqual(await odaIsIn(), [false, false]);
    assert.deepEqual(await adaIsIn(), [true, true]);
  });

  it('go on through a sign-in that gives another role', async () => {
    await using opened = await openWithOda();
    const { openId, odaIsIn } = opened;
    await openId.signIn(claimedBy('oda', ['staff']));
    assert.deepEqual(await odaIsIn(), [true, true]);
  });

  it('end when another provider takes its place, and go on when the same is set anew', async () => {
    await using provider = await startDiscovery();
    await using opened = await openWithOda(provider.issuer);
    const { openId, odaIsIn, adaIsIn } = opened;
    const { anchorPem: _, ...kept } = settings;
    const set = (other: string) =>
      openId.set({
        ...{ ...kept, issuer: other, anchor: provider.anchorPem, scopes: [] },
        roles: { viewer: ['guests'], operator: [], admin: [] },
      });
    for (const same of [provider.issuer, `${provider.issuer}/`]) await set(same);
    assert.deepEqual(await odaIsIn(), [true, true]);
    await set(`${provider.issuer}/other`);
    assert.deepEqual(await odaIsIn(), [false, false]);
    assert.deepEqual(await adaIsIn(), [true, true]);
  });

  it('do not begin behind what ends all of them', async () => {
    await using provider = await startDiscovery();
    await using opened = await openWithOda(provider.issuer);
    const { openId, isIn, options } = opened;
    const { store } = options;
    const { anchorPem: _, ...kept } = settings;
    const began = claimedBy('oda', ['it'], provider.issuer);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const update: typeof store.admins.update = async (...given) => {
      await held;
      return store.admins.update(...given);
    };
    const slow = new OpenIdDesk({ ...options, store: { ...store, admins: { ...store.admins, update } } });
    const signingIn = slow.signIn(began);
    const removing = slow.remove();
    await setImmediate();
    release();
    const [signedIn] = await Promise.all([signingIn, removing]);
    assert.equal(await isIn(signedIn.secret), false);
    await openId.set({
      ...{ ...kept, issuer: `${provider.issuer}/other`, anchor: provider.anchorPem, scopes: [] },
      roles: { viewer: [], operator: ['it'], admin: [] },
    });
    await assert.rejects(openId.signIn(began), { code: 'OPENID_BROKEN_OFF' });
  });

  it('end when there is no provider any more', async () => {
    await using opened = await openWithOda();
    const { openId, odaIsIn, adaIsIn } = opened;
    await openId.remove();
    assert.deepEqual(await odaIsIn(), [false, false]);
    assert.deepEqual(await adaIsIn(), [true, true]);
  });
});

describe('who comes for the first time', () => {
  it('is not taken for somebody of that name, be they made at the same moment', async () => {
    await using opened = await openWithOda();
    const { openId, options } = opened;
    const { store } = options;
    const refused = { code: 'OPENID_NAME_TAKEN', seen: '"ada"' };
    await assert.rejects(openId.signIn(claimedBy('ada', ['it'])), refused);
    const eve = someAdmin({ name: 'eve' });
    const add: typeof store.admins.add = async (admin) => {
      await store.admins.add(eve);
      await store.admins.add(admin);
    };
    const late = new OpenIdDesk({ ...options, store: { ...store, admins: { ...store.admins, add } } });
    await assert.rejects(late.signIn(claimedBy('eve', ['it'])), { ...refused, seen: '"eve"' });
    assert.deepEqual(await store.admins.findByName(null, 'eve'), eve);
  });
});
