import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId, listenersOf, type Site } from '@causeway/contract';
import { someTenant } from '@causeway/store/testing';
import { indexUsers } from './certificate-users.ts';

const idOf = (name: string) => asId<CertificateId>(name);
const siteWith = (name: string): Site => ({
  ...someTenant().saved,
  binding: 'https',
  certificateId: idOf(name),
});

test('a tenant uses what it saved, recorded, serves and is about to serve, each once', () => {
  const site = siteWith('in force');
  const serving = listenersOf(site).map((listener) => ({
    ...listener,
    coming: { certificateId: idOf('coming') },
  }));
  const tenant = someTenant({ name: 'acme', saved: siteWith('saved'), inForce: site, serving });
  const other = someTenant({ name: 'beta', saved: site, inForce: site, serving: listenersOf(site) });
  const users = indexUsers([tenant, other], undefined);
  assert.deepEqual(Object.fromEntries(users), {
    ...{ saved: ['acme'], coming: ['acme'] },
    'in force': ['acme', 'beta'],
  });
});

test('a tenant without a certificate uses none, and the console uses its own and the one on trial', () => {
  const plain: Site = { ...siteWith('none'), binding: 'http', certificateId: null };
  const tenant = someTenant({ saved: plain, inForce: plain });
  const trial = {
    ...{ certificateId: idOf('tried'), hostname: 'a.example', by: 'ada' },
    ...{ startedAt: 0, until: 1 },
  };
  const console = { certificateId: idOf('own'), renewsItself: true, trial, undone: null };
  assert.deepEqual(Object.fromEntries(indexUsers([tenant], console)), {
    own: ['the console'],
    tried: ['the console'],
  });
});
