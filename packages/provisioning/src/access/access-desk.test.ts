import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { from, openDesk, openWithAdmin, password, somebody } from '../testing/open-desk.ts';
import { digestOf } from './secret.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

describe('the set-up link', () => {
  it('makes one admin, once', async () => {
    await using opened = await openWithAdmin();
    const { desk, token, issued } = opened;
    assert.equal((await desk.credentials.authenticate(issued.secret, somebody)).admin.name, 'ada');
    assert.equal(await desk.issueSetUpSecret(), undefined);
    await assert.rejects(desk.setUp({ token, name: 'eve', password }, from), { code: 'SET_UP_DONE' });
  });

  it('makes one admin when it is followed twice at the same moment', async () => {
    await using opened = await openDesk();
    const { desk, store } = opened;
    const token = (await desk.issueSetUpSecret()) ?? '';
    const outcomes = await Promise.allSettled(
      ['ada', 'eve', 'bob'].map((name) => desk.setUp({ token, name, password }, from)),
    );
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
    );
    assert.equal((await store.admins.list(null)).length, 1);
  });

  it('is replaced by the next start, and guessing it is slowed down', async () => {
    await using opened = await openDesk();
    const { desk, store } = opened;
    const old = (await desk.issueSetUpSecret()) ?? '';
    const fresh = (await desk.issueSetUpSecret()) ?? '';
    const follow = (token: string) => desk.setUp({ token, name: 'ada', password }, from);
    for (let guess = 0; guess < 6; guess++)
      await assert.rejects(follow(old), { code: 'SET_UP_LINK_INVALID' });
    await assert.rejects(follow(fresh), { code: 'TOO_MANY_ATTEMPTS' });
    assert.equal((await store.admins.list(null)).length, 0);
  });

  it('is still good after a password that was too short', async () => {
    await using opened = await openDesk();
    const { desk, store } = opened;
    const token = (await desk.issueSetUpSecret()) ?? '';
    await assert.rejects(desk.setUp({ token, name: 'ada', password: 'short' }, from), {
      code: 'PASSWORD_TOO_SHORT',
    });
    assert.equal((await store.admins.list(null)).length, 0);
    assert.ok(await desk.setUp({ token, name: 'ada', password }, from));
  });
});

describe('signing in', () => {
  it('says the same of a wrong name and of a wrong password', async () => {
    await using opened = await openWithAdmin();
    const { desk } = opened;
    const refusals = await Promise.all(
      [
        { name: 'ada', password: `${password}!` },
        { name: 'eve', password },
      ].map((request, index) =>
        desk.signIn(request, `192.0.2.${index}`).catch((error) => error.toDocument()),
      ),
    );
    assert.deepEqual(refusals[0], refusals[1]);
    assert.equal(refusals[0].code, 'SIGN_IN_FAILED');
  });

  it('slows down a place that tries many names', async () => {
    await using opened = await openWithAdmin();
    const { desk } = opened;
    const guess = (name: string, place: string) => desk.signIn({ name, password: 'wrong' }, place);
    for (let at = 0; at < 6; at++)
      await assert.rejects(guess(`name ${at}`, '203.0.113.9'), { code: 'SIGN_IN_FAILED' });
    await assert.rejects(guess('another', '203.0.113.9'), { code: 'TOO_MANY_ATTEMPTS' });
  });

  it('keeps nobody out whose name is tried elsewhere, until very many places try it', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock } = opened;
    const guess = (place: number) =>
      assert.rejects(desk.signIn({ name: 'ada', password: 'wrong' }, `198.51.100.${place}`), {
        code: 'SIGN_IN_FAILED',
      });
    const right = () => desk.signIn({ name: 'ada', password }, '203.0.113.1');
    for (let at = 0; at < 7; at++) await guess(at);
    assert.ok(await right());
    for (let at = 0; at < 101; at++) await guess(at);
    await assert.rejects(right(), { code: 'TOO_MANY_ATTEMPTS' });
    clock.now += 1_000;
    assert.ok(await right());
  });

  it('slows down a name that is tried between sign-ins under another one', async () => {
    await using opened = await openWithAdmin();
    const { desk } = opened;
    await desk.users.create({ name: 'eve', role: 'viewer', password });
    for (let at = 0; at < 6; at++) {
      await assert.rejects(desk.signIn({ name: 'ada', password: 'wrong' }, from), { code: 'SIGN_IN_FAILED' });
      await desk.signIn({ name: 'eve', password }, from);
    }
    await assert.rejects(desk.signIn({ name: 'ada', password }, from), { code: 'TOO_MANY_ATTEMPTS' });
  });

  it('lets no more guesses through at once than one after the other', async () => {
    await using opened = await openWithAdmin();
    const { desk } = opened;
    const guesses = Array.from({ length: 20 }, (_, at) =>
      desk.signIn({ name: 'ada', password: `guess ${at}` }, from).catch((error) => error.code),
    );
    const codes = await Promise.all(guesses);
    assert.equal(codes.filter((code) => code === 'SIGN_IN_FAILED').length, 6);
    assert.equal(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS').length, 14);
  });
});

describe('failures of one IPv6 network', () => {
  it('count together, whatever address of it was taken', async () => {
    await using opened = await openWithAdmin();
    const { desk } = opened;
    const guess = (address: string) =>
      desk.signIn({ name: 'ada', password: 'wrong' }, address).catch((error) => error.code);
    for (let at = 1; at <= 6; at++) assert.equal(await guess(`2001:db8:1:2::${at}`), 'SIGN_IN_FAILED');
    assert.equal(await guess('2001:db8:1:2:ffff::7'), 'TOO_MANY_ATTEMPTS');
    assert.equal(await guess('2001:db8:1:3::1'), 'SIGN_IN_FAILED');
  });
});

describe('upkeep', () => {
  it('deletes what has ended, and the link that was used', async () => {
    await using opened = await openDesk();
    const { desk, clock, store } = opened;
    const link = (await desk.issueSetUpSecret()) ?? '';
    await desk.keepUp();
    const { secret, admin, credential } = await desk.setUp({ token: link, name: 'ada', password }, from);
    // As a crash between the two writes leaves it.
    await store.settings.set('set-up-link', digestOf(link));
    await desk.keepUp();
    assert.equal(await store.settings.get('set-up-link'), undefined);
    assert.equal((await store.credentials.listOf(admin.id)).length, 1);
    const me = await desk.credentials.authenticate(secret, somebody);
    const token = await desk.credentials.issueApiToken(me, { name: 'scripts', validDays: 1 });
    const kindsAt = async (now: number) => {
      clock.now = now;
      await desk.keepUp();
      return (await store.credentials.listOf(admin.id)).map(({ kind }) => kind);
    };
    assert.deepEqual(await kindsAt(credential.expiresAt), ['api-token']);
    const { expiresAt } = token.credential;
    const due = expiresAt + 400 * DAY_MS;
    for (const jump of [due + 4_000 * DAY_MS, due - DAY_MS])
      for (let hour = 0; hour < 24; hour++)
        assert.deepEqual(await kindsAt(jump + hour * HOUR_MS), ['api-token'], 'a clock may be wrong');
    assert.deepEqual(await kindsAt(due - 1), ['api-token']);
    assert.deepEqual(await kindsAt(due), []);
  });
});
