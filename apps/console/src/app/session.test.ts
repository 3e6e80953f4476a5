import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { sessionOf } from './session.ts';

const site: SiteInfo = { kind: 'platform', version: '0.1.0', tenant: 'acme', isPrivate: true };
const me: MeView = { name: 'ada', role: 'admin', tenant: null, hasTotp: false, viaOpenId: false };

test('a session is there while the site and the person are known', () => {
  assert.deepEqual(sessionOf(site, me, undefined), { site, me });
  assert.equal(sessionOf(undefined, undefined, undefined), undefined);
  assert.equal(sessionOf(site, undefined, undefined), undefined);
});

test('it outlives a server that is not reached, and an end of it does, too', () => {
  const trouble = { kind: 'unavailable', code: 'SERVER_NOT_REACHED', message: 'The server does not answer.' };
  assert.deepEqual(sessionOf(site, me, trouble), { site, me, trouble });
  assert.equal(sessionOf(site, null, undefined), undefined);
  assert.equal(sessionOf(site, null, trouble), undefined);
});
