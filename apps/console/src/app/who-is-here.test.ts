import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { QueryClient } from '@tanstack/react-query';
import { RefusedError } from '../api/call.ts';
import { lookWhoIsHere } from '../api/query-client.ts';
import { siteQuery, whoQuery } from './who-is-here.ts';

const site: SiteInfo = { kind: 'platform', version: '0.1.0', tenant: 'acme', isPrivate: true };
const ada: MeView = { name: 'ada', role: 'admin', tenant: 'acme', hasTotp: false, viaOpenId: false };
const signedOut = { kind: 'access', code: 'SIGNED_OUT', message: 'Nobody is signed in.' };

const comers: readonly { readonly now: MeView | null; readonly isForgotten: boolean }[] = [
  { now: { ...ada, role: 'viewer' }, isForgotten: false },
  { now: { ...ada, name: 'eve' }, isForgotten: true },
  { now: { ...ada, tenant: null }, isForgotten: true },
  { now: null, isForgotten: true },
];

for (const { now, isForgotten } of comers)
  test(`what ada saw is ${isForgotten ? 'forgotten' : 'kept'} once it is ${JSON.stringify(now)}`, async (t) => {
    const client = await clientOfAda(t);
    answerWith(t, now);
    assert.deepEqual(await client.fetchQuery(whoQuery(site)), now);
    assert.deepEqual(client.getQueryData(siteQuery.queryKey), site);
    assert.equal(client.getQueryData(['/tenants/acme/users']), isForgotten ? undefined : 'seen');
  });

test('a refusal because the session ended has the person looked up anew, another one has not', async (t) => {
  const client = await clientOfAda(t);
  const who = whoQuery(site).queryKey;
  const isLookedUp = () => client.getQueryState(who)?.isInvalidated;
  lookWhoIsHere(client, new RefusedError({ ...signedOut, code: 'ROLE_NEEDED' }));
  lookWhoIsHere(client, new TypeError('not an answer'));
  assert.equal(isLookedUp(), false);
  lookWhoIsHere(client, new RefusedError(signedOut));
  assert.equal(isLookedUp(), true);
  assert.equal(client.getQueryState(siteQuery.queryKey)?.isInvalidated, false);
});

/** Where ada is signed in and has seen something. */
async function clientOfAda(t: TestContext): Promise<QueryClient> {
  const client = new QueryClient();
  t.after(() => client.clear());
  client.setQueryData(siteQuery.queryKey, site);
  answerWith(t, ada);
  await client.fetchQuery(whoQuery(site));
  client.setQueryData(['/tenants/acme/users'], 'seen');
  return client;
}

function answerWith(t: TestContext, me: MeView | null): void {
  const [body, status] = me === null ? [{ error: signedOut }, 401] : [me, 200];
  t.mock.method(globalThis, 'fetch', async () => Response.json(body, { status }));
}
