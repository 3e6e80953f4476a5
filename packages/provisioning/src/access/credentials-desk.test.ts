import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TenantId } from '@causeway/contract';
import { roles } from '@causeway/contract/admin';
import { openWithAdmin, somebody } from '../testing/open-desk.ts';
import { addTenant } from '../testing/open-store.ts';
import { covers, lowerOf } from './roles.ts';
import { digestOf } from './secret.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('sessions and API tokens', () => {
  it('end at their time, to the millisecond', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock, issued } = opened;
    clock.now = issued.credential.expiresAt - 1;
    assert.ok(await desk.credentials.authenticate(issued.secret, somebody));
    clock.now += 1;
    await assert.rejects(desk.credentials.authenticate(issued.secret, somebody), { code: 'SIGNED_OUT' });
    assert.equal(issued.credential.expiresAt - issued.credential.createdAt, 12 * HOUR_MS);
  });

  it('are kept as digests alone', async () => {
    await using opened = await openWithAdmin();
    const { desk, store, issued, me } = opened;
    const { secret } = await desk.credentials.issueApiToken(me, { name: 'scripts' });
    const kept = await store.credentials.listOf(issued.admin.id);
    assert.ok(!JSON.stringify(kept).includes(secret) && !JSON.stringify(kept).includes(issued.secret));
    assert.ok(kept.some(({ secretSha256 }) => secretSha256 === digestOf(secret)));
  });

  it('are refused when unknown, empty, absent or signed out', async () => {
    await using opened = await openWithAdmin();
    const { desk, issued } = opened;
    await desk.credentials.endSession(issued.secret);
    for (const secret of [undefined, '', 'unknown', digestOf(issued.secret), issued.secret])
      await assert.rejects(
        desk.credentials.authenticate(secret, somebody),
        { code: 'SIGNED_OUT' },
        String(secret),
      );
  });

  it('have one name each, and are found by it when deleted', async () => {
    await using opened = await openWithAdmin();
    const { desk, me } = opened;
    const { credentials } = desk;
    const { secret } = await credentials.issueApiToken(me, { name: 'scripts', validDays: 1 });
    await assert.rejects(credentials.issueApiToken(me, { name: 'scripts' }), {
      code: 'API_TOKEN_NAME_TAKEN',
    });
    await assert.rejects(credentials.removeApiToken(me, 'nosuch'), { code: 'API_TOKEN_NOT_FOUND' });
    // A session has no name, and must not be taken for a token of the empty one.
    await assert.rejects(credentials.removeApiToken(me, ''), { code: 'API_TOKEN_NOT_FOUND' });
    await credentials.removeApiToken(me, 'scripts');
    await assert.rejects(desk.credentials.authenticate(secret, somebody), { code: 'SIGNED_OUT' });
  });

  it('have one name each, be they made at the same moment, in the place of one that has ended too', async () => {
    await using opened = await openWithAdmin();
    const { clock, me } = opened;
    const { credentials } = opened.desk;
    const make = () => credentials.issueApiToken(me, { name: 'scripts', validDays: 1 });
    for (const former of [0, 1]) {
      const outcomes = await Promise.allSettled([make(), make(), make()]);
      const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      assert.equal(made.length, 1, `${former} before`);
      for (const { code, seen, expected } of [...refusals, await make().catch((error) => error)])
        assert.deepEqual(
          { code, seen, expected },
          {
            ...{ code: 'API_TOKEN_NAME_TAKEN', seen: '"scripts"' },
            expected: 'a name that none of your API tokens has',
          },
        );
      assert.equal((await credentials.listApiTokens(me.admin)).length, 1);
      assert.ok(await credentials.authenticate(made[0]?.secret, somebody));
      clock.now += DAY_MS;
    }
  });
});

describe('what is under way while somebody is shut out', () => {
  it('begins no session and makes no API token any more', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, store } = opened;
    await desk.users.change('ada', { password: 'another horse, another battery' });
    await assert.rejects(desk.credentials.startSession(me.admin), { code: 'SIGN_IN_FAILED' });
    await assert.rejects(desk.credentials.issueApiToken(me, { name: 'scripts' }), { code: 'SIGNED_OUT' });
    assert.deepEqual(await store.credentials.listOf(me.admin.id), []);
    const former = await desk.users.create({
      name: 'eve',
      role: 'viewer',
      password: 'correct horse battery',
    });
    const eve = (await store.admins.findByName(null, former.name)) ?? assert.fail();
    await desk.users.remove('eve');
    await assert.rejects(desk.credentials.startSession(eve), { code: 'SIGN_IN_FAILED' });
  });
});

describe('an API token that has ended', () => {
  it('is not listed, is not there to be revoked, and leaves its name to another', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock, me } = opened;
    const { credentials } = desk;
    await credentials.issueApiToken(me, { name: 'scripts', validDays: 1 });
    clock.now += DAY_MS;
    const { admin } = me;
    for (const listed of [await credentials.listAllApiTokens(), await credentials.listApiTokens(admin)])
      assert.deepEqual(listed, []);
    const gone = { code: 'API_TOKEN_NOT_FOUND' };
    await assert.rejects(credentials.removeApiToken(me, 'scripts'), gone);
    await assert.rejects(credentials.removeApiTokenOf('ada', 'scripts'), gone);
    const { secret } = await credentials.issueApiToken(me, { name: 'scripts', validDays: 1 });
    assert.ok(await credentials.authenticate(secret, somebody));
    assert.equal((await credentials.listAllApiTokens()).length, 1);
  });
});

describe('the last use', () => {
  it('is noted once a minute, also after a clock that was ahead', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock, issued, store } = opened;
    const start = clock.now;
    const noted: (number | null | undefined)[] = [];
    for (const after of [59_999, 60_000, HOUR_MS, 61_000]) {
      clock.now = start + after;
      await desk.credentials.authenticate(issued.secret, somebody);
      const kept = await store.credentials.find(issued.credential.secretSha256);
      noted.push((kept?.lastUsedAt ?? 0) - start);
    }
    assert.deepEqual(noted, [0, 60_000, HOUR_MS, 61_000]);
  });
});

describe('the role of a token', () => {
  it('is at most that of who makes it, and what counts is the lower of both at the time of use', async () => {
    await using opened = await openWithAdmin();
    const { store, me } = opened;
    const { credentials } = opened.desk;
    for (const role of roles) {
      const { secret } = await credentials.issueApiToken(me, { name: role, role });
      for (const now of roles) {
        await store.admins.update(me.admin.id, { role: now });
        assert.equal(
          (await credentials.authenticate(secret, somebody)).role,
          lowerOf(role, now),
          `${role} of ${now}`,
        );
      }
    }
  });

  it('lets a token make and delete others of its own role at most', async () => {
    await using opened = await openWithAdmin();
    const { credentials } = opened.desk;
    await credentials.issueApiToken(opened.me, { name: 'of an admin' });
    for (const role of roles) {
      const { secret } = await credentials.issueApiToken(opened.me, { name: role, role });
      const token = await credentials.authenticate(secret, somebody);
      for (const other of roles) {
        const make = () => credentials.issueApiToken(token, { name: `${role} makes ${other}`, role: other });
        if (covers(role, other)) assert.equal((await make()).credential.role, other);
        else await assert.rejects(make, { code: 'NOT_ALLOWED' });
      }
      const { credential } = await credentials.issueApiToken(token, { name: `${role} says nothing` });
      assert.equal(credential.role, role);
      const remove = () => credentials.removeApiToken(token, 'of an admin');
      if (role !== 'admin') await assert.rejects(remove, { code: 'NOT_ALLOWED' });
    }
  });

  it('is no session: it ends none', async () => {
    await using opened = await openWithAdmin();
    const { credentials } = opened.desk;
    const { secret } = await credentials.issueApiToken(opened.me, { name: 'scripts' });
    const token = await credentials.authenticate(secret, somebody);
    const [session] = await credentials.listSessions(opened.me.admin);
    const end = credentials.removeSession(token, session?.secretSha256 ?? '');
    await assert.rejects(end, { code: 'SESSION_NEEDED' });
  });
});

describe('sessions and tokens of one reach', () => {
  it('are worth nothing at any other', async () => {
    await using opened = await openWithAdmin();
    const { store, deskAt } = opened;
    const add = async (name: string) => ({ name, id: await addTenant(store, name, `${name}.localhost`) });
    const reaches = [null, await add('acme'), await add('beta')];
    const password = 'the very same password';
    const secrets = new Map<TenantId | null, string[]>();
    for (const reach of reaches) {
      const desk = deskAt(reach);
      await desk.users.create({ name: 'eve', role: 'admin', password });
      const session = await desk.signIn({ name: 'eve', password }, 'here');
      const me = await desk.credentials.authenticate(session.secret, somebody);
      const token = await desk.credentials.issueApiToken(me, { name: 'scripts' });
      secrets.set(reach?.id ?? null, [session.secret, token.secret]);
    }
    for (const reach of reaches)
      for (const [of, known] of secrets)
        for (const secret of known) {
          const seen = deskAt(reach).credentials.authenticate(secret, somebody);
          if (of === (reach?.id ?? null)) assert.equal((await seen).admin.tenantId, of);
          else await assert.rejects(seen, { code: 'SIGNED_OUT' });
        }
  });
});

describe('my sessions', () => {
  it('are those that have not ended, mine alone, and end one by one', async () => {
    await using opened = await openWithAdmin();
    const { desk, clock, me, store } = opened;
    const { credentials } = desk;
    await desk.users.create({ name: 'eve', role: 'viewer', password: 'correct horse battery' });
    const eve = (await store.admins.findByName(null, 'eve')) ?? assert.fail();
    await credentials.startSession(eve);
    clock.now += HOUR_MS;
    const second = await credentials.startSession(me.admin);
    const idsOf = async () =>
      (await credentials.listSessions(me.admin)).map(({ secretSha256 }) => secretSha256);
    assert.deepEqual(await idsOf(), [me.credential.secretSha256, second.credential.secretSha256]);
    const [hers] = await credentials.listSessions(eve);
    const end = credentials.removeSession(me, hers?.secretSha256 ?? '');
    await assert.rejects(end, { code: 'SESSION_NOT_FOUND' });
    clock.now = me.credential.expiresAt;
    assert.deepEqual(await idsOf(), [second.credential.secretSha256]);
    await credentials.removeSession(me, second.credential.secretSha256);
    await assert.rejects(credentials.authenticate(second.secret, somebody), { code: 'SIGNED_OUT' });
  });

  it('end all at once but the one that asks, and no API token with them', async () => {
    await using opened = await openWithAdmin();
    const { me, issued } = opened;
    const { credentials } = opened.desk;
    const other = await credentials.startSession(me.admin);
    const token = await credentials.issueApiToken(me, { name: 'scripts' });
    const end = credentials.removeOtherSessions(await credentials.authenticate(token.secret, somebody));
    await assert.rejects(end, { code: 'SESSION_NEEDED' });
    await credentials.removeOtherSessions(me);
    await assert.rejects(credentials.authenticate(other.secret, somebody), { code: 'SIGNED_OUT' });
    for (const { secret } of [issued, token]) assert.ok(await credentials.authenticate(secret, somebody));
  });
});

describe('API tokens of all users of a place', () => {
  it('are listed with whose they are and what they may do by now, and revoked one by one', async () => {
    await using opened = await openWithAdmin();
    const { store, clock, deskAt, me } = opened;
    const acme = { name: 'acme', id: await addTenant(store, 'acme', 'acme.localhost') };
    const password = 'the very same password';
    const secrets = new Map<string, string>();
    for (const [desk, name] of [
      [deskAt(null), 'eve'],
      [deskAt(acme), 'tom'],
    ] as const) {
      await desk.users.create({ name, role: 'operator', password });
      const session = await desk.credentials.authenticate(
        (await desk.signIn({ name, password }, name)).secret,
        somebody,
      );
      clock.now += 1;
      secrets.set(name, (await desk.credentials.issueApiToken(session, { name: 'scripts' })).secret);
    }
    clock.now += 1;
    await opened.desk.credentials.issueApiToken(me, { name: 'scripts' });
    await opened.desk.users.change('eve', { role: 'viewer' });
    const { credentials } = opened.desk;
    const listed = async () =>
      (await credentials.listAllApiTokens()).map(({ user, name, role }) => [user, name, role]);
    assert.deepEqual(await listed(), [
      ['eve', 'scripts', 'viewer'],
      ['ada', 'scripts', 'admin'],
    ]);
    await assert.rejects(credentials.removeApiTokenOf('tom', 'scripts'), { code: 'USER_NOT_FOUND' });
    await assert.rejects(credentials.removeApiTokenOf('eve', 'nosuch'), { code: 'API_TOKEN_NOT_FOUND' });
    await credentials.removeApiTokenOf('eve', 'scripts');
    assert.deepEqual(await listed(), [['ada', 'scripts', 'admin']]);
    await assert.rejects(credentials.authenticate(secrets.get('eve'), somebody), { code: 'SIGNED_OUT' });
    assert.ok(await deskAt(acme).credentials.authenticate(secrets.get('tom'), somebody));
  });
});
