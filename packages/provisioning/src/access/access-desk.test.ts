import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTestStore } from '../testing/open-store.ts';
import { AccessDesk } from './access-desk.ts';
import { digestOf } from './secret.ts';

const password = 'correct horse battery staple';
const from = '192.0.2.7';
const HOUR_MS = 3_600_000;

async function openDesk() {
  const store = await openTestStore();
  const clock = { now: Date.UTC(2026, 10, 24) };
  const desk = new AccessDesk(store, () => clock.now);
  return { store, clock, desk, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

/** With ada as its first admin. */
async function openWithAdmin() {
  const opened = await openDesk();
  const token = (await opened.desk.issueSetUpSecret()) ?? '';
  const issued = await opened.desk.setUp({ token, name: 'ada', password }, from);
  return { ...opened, token, issued };
}

describe('the set-up link', () => {
  it('makes one admin, once', async () => {
    await using opened = await openWithAdmin();
    const { desk, token, issued } = opened;
    assert.equal((await desk.authenticate(issued.secret)).name, 'ada');
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
    assert.equal(await store.admins.count(), 1);
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
    assert.equal(await store.admins.count(), 0);
  });

  it('is still good after a password that was too short', async () => {
    await using opened = await openDesk();
    const { desk, store } = opened;
    const token = (await desk.issueSetUpSecret()) ?? '';
    await assert.rejects(desk.setUp({ token, name: 'ada', password: 'short' }, from), {
      code: 'PASSWORD_TOO_SHORT',
    });
    assert.equal(await store.admins.count(), 0);
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

  it('slows down a name that is tried from many places, and a place that tries many names', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock } = opened;
    const guess = (name: string, place: string) => desk.signIn({ name, password: 'wrong' }, place);
    for (let at = 0; at < 6; at++)
      await assert.rejects(guess('ada', `198.51.100.${at}`), { code: 'SIGN_IN_FAILED' });
    await assert.rejects(desk.signIn({ name: 'ada', password }, '203.0.113.1'), {
      code: 'TOO_MANY_ATTEMPTS',
    });
    clock.now += 1_000;
    assert.ok(await desk.signIn({ name: 'ada', password }, '203.0.113.1'));
    for (let at = 0; at < 6; at++)
      await assert.rejects(guess(`name ${at}`, '203.0.113.9'), { code: 'SIGN_IN_FAILED' });
    await assert.rejects(guess('another', '203.0.113.9'), { code: 'TOO_MANY_ATTEMPTS' });
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

describe('sessions and API tokens', () => {
  it('end at their time, to the millisecond', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock, issued } = opened;
    clock.now = issued.credential.expiresAt - 1;
    assert.ok(await desk.authenticate(issued.secret));
    clock.now += 1;
    await assert.rejects(desk.authenticate(issued.secret), { code: 'SIGNED_OUT' });
    assert.equal(issued.credential.expiresAt - issued.credential.createdAt, 12 * HOUR_MS);
  });

  it('are kept as digests alone', async () => {
    await using opened = await openWithAdmin();
    const { desk, store, issued } = opened;
    const { secret } = await desk.issueApiToken(issued.admin, 'scripts');
    const kept = await store.credentials.listOf(issued.admin.id);
    assert.ok(!JSON.stringify(kept).includes(secret) && !JSON.stringify(kept).includes(issued.secret));
    assert.ok(kept.some(({ secretSha256 }) => secretSha256 === digestOf(secret)));
  });

  it('are refused when unknown, empty, absent or signed out', async () => {
    await using opened = await openWithAdmin();
    const { desk, issued } = opened;
    await desk.signOut(issued.secret);
    for (const secret of [undefined, '', 'unknown', digestOf(issued.secret), issued.secret])
      await assert.rejects(desk.authenticate(secret), { code: 'SIGNED_OUT' }, String(secret));
  });

  it('have one name each, and are found by it when deleted', async () => {
    await using opened = await openWithAdmin();
    const { desk, issued } = opened;
    const { secret } = await desk.issueApiToken(issued.admin, 'scripts', 1);
    await assert.rejects(desk.issueApiToken(issued.admin, 'scripts'), { code: 'API_TOKEN_NAME_TAKEN' });
    await assert.rejects(desk.removeApiToken(issued.admin, 'nosuch'), { code: 'API_TOKEN_NOT_FOUND' });
    // A session has no name, and must not be taken for a token of the empty one.
    await assert.rejects(desk.removeApiToken(issued.admin, ''), { code: 'API_TOKEN_NOT_FOUND' });
    await desk.removeApiToken(issued.admin, 'scripts');
    await assert.rejects(desk.authenticate(secret), { code: 'SIGNED_OUT' });
  });
});
