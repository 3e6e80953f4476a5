import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Bench } from '../testing/bench.ts';
import { deactivateAccount, registerAccount } from './register-account.ts';

const agreed = { agreesToTerms: true, external: null };

test('terms of service are agreed to knowingly, or there is no account', async () => {
  const bench = new Bench();
  const account = await bench.account();
  bench.ca.meta = { termsOfService: 'https://ca.example/terms' };
  const unregistered = { ...account, url: null };
  await assert.rejects(
    registerAccount(bench.session(unregistered), unregistered, { ...agreed, agreesToTerms: false }),
    { code: 'ACME_TERMS_NOT_AGREED', seen: 'https://ca.example/terms' },
  );
});

test('registering the same key again finds the same account', async () => {
  const bench = new Bench();
  const account = await bench.account();
  const unregistered = { ...account, url: null };
  const again = await registerAccount(bench.session(unregistered), unregistered, agreed);
  assert.equal(again.url, account.url);
  assert.equal(bench.ca.accounts.length, 1);
});

test('a CA that wants to know its customers is given the binding that its key signs', async () => {
  const bench = new Bench();
  const known = await bench.account();
  const fresh = new Bench();
  const macKey = randomBytes(32);
  fresh.ca.externalKeys = { 'kid-1': macKey };
  const account = { ...known, url: null };
  const register = (external: { kid: string; macKey: string } | null) =>
    registerAccount(fresh.session(account), account, { agreesToTerms: true, external });
  await assert.rejects(register(null), { code: 'ACME_EXTERNAL_ACCOUNT_REQUIRED' });
  await assert.rejects(register({ kid: 'kid-1', macKey: 'not a key' }), {
    code: 'ACME_EXTERNAL_ACCOUNT_KEY_INVALID',
  });
  await assert.rejects(register({ kid: 'kid-1', macKey: randomBytes(32).toString('base64url') }), {
    code: 'ACME_ACCOUNT_REFUSED',
  });
  const registered = await register({ kid: 'kid-1', macKey: `${macKey.toString('base64')}\n` });
  assert.match(registered.url ?? '', /\/account\/0$/);
});

test('an account is ended at its CA; one that the CA has forgotten is ended already', async () => {
  const bench = new Bench();
  const account = await bench.account();
  bench.ca.refusals.push({ path: '/account', refusal: { status: 400, type: 'accountDoesNotExist' } });
  await deactivateAccount(bench.session(account), account);
  await deactivateAccount(bench.session(account), account);
  assert.equal(bench.ca.accounts[0]?.status, 'deactivated');
});
