import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { AuditView, MeView, OpenIdView, UserView } from '@causeway/contract/admin';
import { runCommand } from '../bad-input/run-command.ts';
import { Installation } from '../constellation/installation.ts';
import { Browser, type Page } from './browser.ts';
import { type RunningProvider, startProvider } from './running-provider.ts';

const SIGN_IN = '/api/v1/openid/sign-in';
const CALLBACK = '/api/v1/openid/callback';

describe('signing in through an OpenID provider', () => {
  let installation: Installation;
  let provider: RunningProvider;
  let console: URL;

  before(async () => {
    installation = await Installation.start();
    console = new URL(`https://localhost:${installation.consolePort}`);
    provider = await startProvider(`${console.origin}${CALLBACK}`);
    writeFileSync(installation.folder.file('provider.pem'), provider.anchorPem);
    await set();
  });
  after(async () => {
    await provider[Symbol.asyncDispose]();
    await installation[Symbol.asyncDispose]();
  });

  const setArgs = () => [
    ...['openid', 'set', provider.issuer, '--client-id', provider.clientId, '--client-secret-file', '-'],
    ...['--scopes', 'profile,groups', '--viewer', 'staff', '--operator', 'it', '--admin', 'it-admins'],
  ];
  const setTrusted = () => [...setArgs(), '--anchor', installation.folder.file('provider.pem')];
  const set = () => must(setTrusted(), provider.clientSecret);
  const must = async (args: readonly string[], stdin?: string): Promise<string> => {
    const { code, stdout, stderr } = await runCommand({ args, stdin }, installation);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const json = async <Answer>(...args: string[]): Promise<Answer> =>
    JSON.parse(await must([...args, '--json']));
  const openBrowser = () =>
    new Browser([provider.anchorPem, readFileSync(installation.folder.file('data', 'console.pem'), 'utf8')]);
  const isCallback = (url: URL) => url.host === console.host && url.pathname === CALLBACK;

  /** To the provider, signed in there and consented to; the page that leads back to the console. */
  async function comeBack(browser: Browser, name: string): Promise<Page> {
    let page = await browser.follow(await browser.open(new URL(SIGN_IN, console)), isCallback);
    for (const prompt of ['login', 'consent']) {
      if (page.headers.location !== undefined) break;
      const answer = await browser.open(page.url, { prompt, login: name, password: 'any' });
      page = await browser.follow(answer, isCallback);
    }
    return page;
  }

  const locationOf = ({ headers, url }: Page) =>
    new URL(headers.location ?? assert.fail('leads nowhere'), url);

  async function signIn(name: string, browser = openBrowser()): Promise<{ page: Page; browser: Browser }> {
    const back = await comeBack(browser, name);
    return { page: await browser.open(locationOf(back)), browser };
  }

  async function meOf(browser: Browser): Promise<MeView> {
    const { status, body } = await browser.open(new URL('/api/v1/me', console));
    assert.equal(status, 200, body);
    return JSON.parse(body);
  }

  test('a user comes with the role that the groups give, and with another the next time', async () => {
    for (const [groups, role] of [
      [['staff'], 'viewer'],
      [['staff', 'it-admins'], 'admin'],
      [['it'], 'operator'],
    ] as const) {
      provider.users.set('oda', { groups });
      const { page, browser } = await signIn('oda');
      assert.equal(locationOf(page).href, `${console.origin}/`);
      assert.deepEqual(await meOf(browser), {
        ...{ name: 'oda', role, tenant: null, hasTotp: false, viaOpenId: true },
      });
      const cookies = page.headers['set-cookie'] ?? [];
      const session = cookies.find((cookie) => cookie.startsWith('__Host-causeway_session='));
      for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict'])
        assert.match(session ?? '', new RegExp(attribute));
      const users = await json<UserView[]>('user', 'list');
      assert.deepEqual(
        users.map((user) => [user.name, user.role, user.viaOpenId]),
        [
          ['ada', 'admin', false],
          ['oda', role, true],
        ],
      );
    }
    const [entry] = await json<AuditView[]>('audit', '--actor', 'oda', '--limit', '1');
    assert.deepEqual([entry?.action, entry?.outcome], ['session.start', 'done']);
  });

  test('who is in no group that gives a role stays outside, also who was inside before', async () => {
    provider.users.set('eve', { groups: ['others', 'STAFF', 'it-admins-not'] });
    provider.users.set('oda', { groups: [] });
    for (const name of ['eve', 'oda']) {
      const { page, browser } = await signIn(name);
      assert.equal(locationOf(page).search, '?error=OPENID_NOT_ALLOWED');
      assert.equal((await browser.open(new URL('/api/v1/me', console))).status, 401);
    }
    const users = await json<UserView[]>('user', 'list');
    assert.ok(!users.some(({ name }) => name === 'eve'));
    const [entry] = await json<AuditView[]>('audit', '--actor', 'eve');
    assert.deepEqual([entry?.action, entry?.outcome], ['session.start', 'OPENID_NOT_ALLOWED']);
  });

  test('a name that is taken here is not taken over', async () => {
    provider.users.set('ada', { groups: ['it-admins'] });
    const { page } = await signIn('ada');
    assert.equal(locationOf(page).search, '?error=OPENID_NAME_TAKEN');
  });

  test('what comes back counts in the browser that left, once, and as it left', async () => {
    provider.users.set('bob', { groups: ['staff'] });
    const browser = openBrowser();
    const back = locationOf(await comeBack(browser, 'bob'));
    const stranger = await openBrowser().open(back);
    assert.equal(locationOf(stranger).search, '?error=OPENID_BROKEN_OFF');
    const otherState = new URL(back);
    otherState.searchParams.set('state', 'another');
    const jar = new Map(browser.cookies.get(console.host));
    assert.equal(locationOf(await browser.open(otherState)).search, '?error=OPENID_REFUSED');
    const otherIssuer = new URL(back);
    otherIssuer.searchParams.set('iss', 'https://evil.example');
    assert.equal(locationOf(await browser.open(otherIssuer)).search, '?error=OPENID_REFUSED');
    // Somebody else's way back in my browser: neither the state nor the nonce nor the code verifier is mine.
    const mine = openBrowser();
    await mine.open(new URL(SIGN_IN, console));
    assert.equal(locationOf(await mine.open(back)).search, '?error=OPENID_REFUSED');
    assert.equal(locationOf(await browser.open(back)).pathname, '/');
    assert.equal((await meOf(browser)).name, 'bob');
    browser.cookies.set(console.host, jar);
    assert.equal(locationOf(await browser.open(back)).search, '?error=OPENID_REFUSED', 'a code counts once');
  });

  test('who breaks off at the provider is told so', async () => {
    const browser = openBrowser();
    const page = await browser.follow(await browser.open(new URL(SIGN_IN, console)));
    const aborted = await browser.follow(await browser.open(new URL(`${page.url}/abort`)), isCallback);
    assert.equal(locationOf(await browser.open(locationOf(aborted))).search, '?error=OPENID_REFUSED');
  });

  test('settings that do not work are refused and change nothing', async () => {
    const before = await json<OpenIdView>('openid', 'show');
    assert.ok(!JSON.stringify(before).includes(provider.clientSecret));
    assert.equal(before.redirectPath, CALLBACK);
    const untrusted = await runCommand({ args: setArgs(), stdin: 'a secret' }, installation);
    assert.deepEqual([untrusted.code, /OPENID_UNTRUSTED/.test(untrusted.stderr)], [5, true]);
    assert.deepEqual(await json<OpenIdView>('openid', 'show'), before);
  });

  test('a wrong client secret, and then none at all, let nobody in', async () => {
    await must(setTrusted(), 'not the secret');
    provider.users.set('bob', { groups: ['staff'] });
    assert.equal(locationOf((await signIn('bob')).page).search, '?error=OPENID_REFUSED');
    await must(['openid', 'remove']);
    const page = await openBrowser().open(new URL(SIGN_IN, console));
    assert.equal(locationOf(page).search, '?error=OPENID_OFF');
    await set();
    assert.equal(locationOf((await signIn('bob')).page).pathname, '/');
  });
});
