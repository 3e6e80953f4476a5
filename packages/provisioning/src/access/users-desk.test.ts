import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { someAdmin } from '@causeway/store/testing';
import type { TotpRecord } from '../provisioning-store.ts';
import { from, openWithAdmin, password, somebody } from '../testing/open-desk.ts';
import { addTenant } from '../testing/open-store.ts';
import { newTotp } from './second-factor.ts';

describe('users', () => {
  it('are made, listed by name, changed and deleted with what they had', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock } = opened;
    const { users, credentials } = desk;
    const eve = await users.create({ name: 'eve', role: 'viewer', password });
    const expected = { ...{ name: 'eve', role: 'viewer', hasTotp: false }, viaOpenId: false };
    assert.deepEqual(eve, { ...expected, createdAt: clock.now });
    const again = users.create({ name: 'eve', role: 'admin', password });
    await assert.rejects(again, { code: 'ADMIN_NAME_TAKEN' });
    assert.deepEqual(
      (await users.list()).map(({ name, role }) => [name, role]),
      [
        ['ada', 'admin'],
        ['eve', 'viewer'],
      ],
    );
    const { secret } = await desk.signIn({ name: 'eve', password }, from);
    assert.equal((await users.change('eve', { role: 'operator' })).role, 'operator');
    assert.equal((await credentials.authenticate(secret, somebody)).role, 'operator', 'at once');
    await users.change('eve', { password: `${password}!` });
    await assert.rejects(credentials.authenticate(secret, somebody), { code: 'SIGNED_OUT' });
    const fresh = await desk.signIn({ name: 'eve', password: `${password}!` }, from);
    await users.remove('eve');
    await assert.rejects(credentials.authenticate(fresh.secret, somebody), { code: 'SIGNED_OUT' });
    for (const act of [users.remove('eve'), users.change('eve', {})])
      await assert.rejects(act, { code: 'USER_NOT_FOUND' });
  });

  it('lose a second factor that they have lost, by an admin', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, store } = opened;
    await desk.own.beginTotp(me);
    const totp = (await store.admins.find(me.admin.id))?.totp ?? assert.fail();
    await store.admins.update(me.admin.id, { totp: { ...totp, confirmedAt: 1 } });
    assert.equal((await desk.users.list())[0]?.hasTotp, true);
    assert.equal((await desk.users.change('ada', { totp: null })).hasTotp, false);
    assert.ok(await desk.signIn({ name: 'ada', password }, from));
  });

  it('are signed out by an admin’s new password or the loss of the second factor, and keep API tokens only where that is said', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, store } = opened;
    const { credentials } = desk;
    const totp = { ...newTotp(), confirmedAt: 1 };
    const kindsAfter = async (change: object, had: TotpRecord | null = totp) => {
      await store.credentials.removeOf(me.admin.id);
      await store.admins.update(me.admin.id, { totp: had });
      const ada = (await store.admins.find(me.admin.id)) ?? assert.fail();
      const session = await credentials.startSession(ada);
      await credentials.issueApiToken(await credentials.authenticate(session.secret, somebody), {
        name: 'scripts',
      });
      await desk.users.change('ada', change);
      return (await store.credentials.listOf(me.admin.id)).map(({ kind }) => kind).sort();
    };
    for (const change of [{ password }, { totp: null }]) {
      assert.deepEqual(await kindsAfter(change), []);
      assert.deepEqual(await kindsAfter({ ...change, keepApiTokens: false }), []);
      assert.deepEqual(await kindsAfter({ ...change, keepApiTokens: true }), ['api-token']);
    }
    const all = ['api-token', 'session'];
    assert.deepEqual(await kindsAfter({ role: 'admin' }), all);
    for (const none of [null, newTotp()]) assert.deepEqual(await kindsAfter({ totp: null }, none), all);
  });

  it('have neither password nor role to be given when they come by OpenID Connect', async () => {
    await using opened = await openWithAdmin();
    const identity = { issuer: 'https://id.example', subject: 'x' };
    await opened.store.admins.add(someAdmin({ name: 'oda', passwordHash: null, identity }));
    const change = (request: object) => opened.desk.users.change('oda', request);
    await assert.rejects(change({ password }), { code: 'PASSWORD_NONE' });
    await assert.rejects(change({ role: 'viewer' }), { code: 'ROLE_BY_OPENID' });
  });
});

describe('the last admin of the installation', () => {
  it('is neither deleted nor made less, however many others there are', async () => {
    await using opened = await openWithAdmin();
    const { users } = opened.desk;
    await users.create({ name: 'oda', role: 'operator', password });
    const identity = { issuer: 'https://id.example', subject: 'x' };
    await opened.store.admins.add(someAdmin({ name: 'by OpenID alone', passwordHash: null, identity }));
    for (const act of [() => users.remove('ada'), () => users.change('ada', { role: 'operator' })])
      await assert.rejects(act, { code: 'LAST_ADMIN' });
    await users.change('ada', { role: 'admin' });
    await users.change('oda', { role: 'admin' });
    await users.change('ada', { role: 'viewer' });
    await assert.rejects(users.remove('oda'), { code: 'LAST_ADMIN' });
  });

  it('stays when two take each other away at the same moment', async () => {
    await using opened = await openWithAdmin();
    const { users } = opened.desk;
    await users.create({ name: 'oda', role: 'admin', password });
    const outcomes = await Promise.allSettled([users.remove('ada'), users.change('oda', { role: 'viewer' })]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
  });

  it('of a tenant may go: provisioning makes another', async () => {
    await using opened = await openWithAdmin();
    const id = await addTenant(opened.store, 'acme', 'acme.localhost');
    const { users } = opened.deskAt({ id, name: 'acme' });
    await users.create({ name: 'ada', role: 'admin', password });
    await users.remove('ada');
    assert.deepEqual(await users.list(), []);
    assert.equal((await opened.desk.users.list()).length, 1);
  });
});

describe('guesses at one reach', () => {
  it('do not slow down another', async () => {
    await using opened = await openWithAdmin();
    const id = await addTenant(opened.store, 'acme', 'acme.localhost');
    const theirs = opened.deskAt({ id, name: 'acme' });
    for (let at = 0; at < 6; at++)
      await assert.rejects(theirs.signIn({ name: 'ada', password }, from), { code: 'SIGN_IN_FAILED' });
    await assert.rejects(theirs.signIn({ name: 'ada', password }, from), { code: 'TOO_MANY_ATTEMPTS' });
    assert.ok(await opened.desk.signIn({ name: 'ada', password }, from));
  });
});
