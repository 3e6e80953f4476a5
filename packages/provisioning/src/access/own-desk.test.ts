import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { from, openWithAdmin, password, somebody } from '../testing/open-desk.ts';

const STEP_MS = 30_000;
const newPassword = 'another horse, another battery';

async function openWithTotp() {
  const opened = await openWithAdmin();
  const { desk, clock, issued } = opened;
  const now = async () => desk.credentials.authenticate(issued.secret, somebody);
  const { secret } = await desk.own.beginTotp(await now());
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now });
  const recoveryCodes = await desk.own.confirmTotp(await now(), code());
  clock.now += STEP_MS;
  const signIn = (given?: string) =>
    desk.signIn({ name: 'ada', password, ...(given !== undefined && { code: given }) }, from);
  return { ...opened, now, code, recoveryCodes, signIn };
}

describe('a second factor', () => {
  it('is not asked for before a code has confirmed it', async () => {
    await using opened = await openWithAdmin();
    const { desk, me } = opened;
    const first = await desk.own.beginTotp(me);
    const second = await desk.own.beginTotp(me);
    assert.notEqual(first.secret, second.secret, 'one may begin anew');
    const begun = await desk.credentials.authenticate(opened.issued.secret, somebody);
    await assert.rejects(desk.own.confirmTotp(begun, '000000'), { code: 'TOTP_CODE_WRONG' });
    assert.ok(await desk.signIn({ name: 'ada', password }, from));
  });

  it('is asked for once the password was right, and tells nothing before', async () => {
    await using opened = await openWithTotp();
    const { desk, signIn, code } = opened;
    const wrong = desk.signIn({ name: 'ada', password: `${password}!`, code: code() }, from);
    await assert.rejects(wrong, { code: 'SIGN_IN_FAILED' });
    await assert.rejects(signIn(), { code: 'TOTP_NEEDED' });
    await assert.rejects(signIn('000000'), { code: 'TOTP_CODE_WRONG' });
    assert.ok(await signIn(code()));
  });

  it('takes each code once, be it sent twice at the same moment', async () => {
    await using opened = await openWithTotp();
    const { signIn, code, recoveryCodes } = opened;
    for (const given of [code(), recoveryCodes[0] ?? assert.fail()]) {
      const outcomes = await Promise.allSettled([signIn(given), signIn(given), signIn(given)]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
      await assert.rejects(signIn(given), { code: 'TOTP_CODE_WRONG' });
      opened.clock.now += STEP_MS;
      assert.ok(await signIn(code()), 'which forgets the failures');
      opened.clock.now += STEP_MS;
    }
  });

  it('cannot be guessed by who knows the password', async () => {
    await using opened = await openWithTotp();
    const { signIn, code } = opened;
    const codes = [];
    for (let guess = 0; guess < 8; guess++)
      // A password alone in between frees no further guess.
      for (const given of [undefined, '000000']) codes.push(await signIn(given).catch((error) => error.code));
    assert.equal(codes.filter((one) => one !== 'TOO_MANY_ATTEMPTS').length, 6);
    await assert.rejects(signIn(code()), { code: 'TOO_MANY_ATTEMPTS' });
  });

  it('is taken away by a code or the password, of oneself or by an admin', async () => {
    await using opened = await openWithTotp();
    const { desk, now, code, signIn } = opened;
    const remove = async (proof: object) => desk.own.removeTotp(await now(), proof);
    await assert.rejects(remove({}), { code: 'PASSWORD_WRONG' });
    await assert.rejects(remove({ password: newPassword }), { code: 'PASSWORD_WRONG' });
    await assert.rejects(remove({ code: '000000' }), { code: 'TOTP_CODE_WRONG' });
    await assert.rejects(async () => desk.own.beginTotp(await now()), { code: 'TOTP_ON' });
    await remove({ code: code() });
    assert.ok(await signIn());
    await assert.rejects(remove({ password }), { code: 'TOTP_NOT_BEGUN' });
    await desk.own.beginTotp(await now());
    await remove({ password });
    assert.equal((await now()).admin.totp, null);
  });

  it('is no matter of API tokens', async () => {
    await using opened = await openWithAdmin();
    const { own, credentials } = opened.desk;
    const { secret } = await credentials.issueApiToken(opened.me, { name: 'scripts' });
    const token = await credentials.authenticate(secret, somebody);
    const refused = { code: 'SESSION_NEEDED' };
    await assert.rejects(own.beginTotp(token), refused);
    await assert.rejects(own.confirmTotp(token, '000000'), refused);
    await assert.rejects(own.removeTotp(token, { password }), refused);
    await assert.rejects(own.changePassword(token, { password, newPassword }), refused);
  });
});

describe('how I sign in', () => {
  it('stays what an admin made of it while a change of mine was under way', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, store } = opened;
    await desk.own.beginTotp(me);
    const begun = await desk.credentials.authenticate(opened.issued.secret, somebody);
    const totp = begun.admin.totp ?? assert.fail();
    const code = new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({
      timestamp: opened.clock.now,
    });
    await desk.users.change('ada', { password: newPassword });
    const kept = await store.admins.find(me.admin.id);
    const wrong = { code: 'PASSWORD_WRONG' };
    await assert.rejects(desk.own.changePassword(me, { password, newPassword: password }), wrong);
    await assert.rejects(desk.own.removeTotp(begun, { password }), wrong);
    await assert.rejects(desk.own.confirmTotp(begun, code), { code: 'TOTP_CODE_WRONG' });
    assert.deepEqual(await store.admins.find(me.admin.id), kept);
  });

  it('is not begun anew behind a second factor that was confirmed meanwhile', async () => {
    await using opened = await openWithTotp();
    const { desk, me, now } = opened;
    const kept = (await now()).admin;
    await assert.rejects(desk.own.beginTotp(me), { code: 'TOTP_ON' });
    assert.deepEqual((await now()).admin, kept);
  });
});

describe('my password', () => {
  it('is changed by who knows it, which ends the other sessions and no API token', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, issued } = opened;
    const token = await desk.credentials.issueApiToken(me, { name: 'scripts' });
    const other = await desk.signIn({ name: 'ada', password }, from);
    const change = (old: string, fresh: string) =>
      desk.own.changePassword(me, { password: old, newPassword: fresh });
    await assert.rejects(change(newPassword, newPassword), { code: 'PASSWORD_WRONG' });
    await assert.rejects(change(password, 'short'), { code: 'PASSWORD_TOO_SHORT' });
    await change(password, newPassword);
    await assert.rejects(desk.credentials.authenticate(other.secret, somebody), { code: 'SIGNED_OUT' });
    for (const { secret } of [issued, token])
      assert.ok(await desk.credentials.authenticate(secret, somebody));
    await assert.rejects(desk.signIn({ name: 'ada', password }, from), { code: 'SIGN_IN_FAILED' });
    assert.ok(await desk.signIn({ name: 'ada', password: newPassword }, from));
  });

  it('takes API tokens with it where that is asked for', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, issued } = opened;
    const token = await desk.credentials.issueApiToken(me, { name: 'scripts' });
    await desk.own.changePassword(me, { password, newPassword, revokeApiTokens: true });
    await assert.rejects(desk.credentials.authenticate(token.secret, somebody), { code: 'SIGNED_OUT' });
    assert.ok(await desk.credentials.authenticate(issued.secret, somebody));
  });

  it('is not guessed in a session that was left open', async () => {
    await using opened = await openWithAdmin();
    const { desk, me } = opened;
    const guess = (guessed: string) => desk.own.changePassword(me, { password: guessed, newPassword });
    for (let at = 0; at < 6; at++) await assert.rejects(guess(`guess ${at}`), { code: 'PASSWORD_WRONG' });
    await assert.rejects(guess(password), { code: 'TOO_MANY_ATTEMPTS' });
  });

  it('is none of who comes by OpenID Connect', async () => {
    await using opened = await openWithAdmin();
    const { desk, me, store } = opened;
    await store.admins.update(me.admin.id, { passwordHash: null });
    const theirs = await desk.credentials.authenticate(opened.issued.secret, somebody);
    await assert.rejects(desk.own.changePassword(theirs, { password, newPassword }), {
      code: 'PASSWORD_NONE',
    });
    await assert.rejects(desk.own.beginTotp(theirs), { code: 'PASSWORD_NONE' });
    await assert.rejects(desk.signIn({ name: 'ada', password }, from), { code: 'SIGN_IN_FAILED' });
  });
});
