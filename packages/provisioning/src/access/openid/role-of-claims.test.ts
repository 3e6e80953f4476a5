import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOfClaims, roleOfClaims } from './role-of-claims.ts';

const settings = {
  roleClaim: 'groups',
  roles: { viewer: ['staff', 'guests'], operator: ['it'], admin: ['it-admins'] },
};
const OF_CLAIMS = [
  [{ groups: ['staff'] }, 'viewer'],
  [{ groups: 'it' }, 'operator'],
  [{ groups: ['it-admins', 'staff'] }, 'admin'],
  [{ groups: ['guests', 'it', 'others'] }, 'operator'],
  [{ groups: [] }, undefined],
  [{ groups: ['Staff', 'it-admin', ''] }, undefined],
  [{ groups: 'staff it' }, undefined],
  [{ groups: { staff: true } }, undefined],
  [{ groups: null }, undefined],
  [{ groups: [['it-admins'], { admin: 'it-admins' }, 1, true] }, undefined],
  [{ roles: ['it-admins'] }, undefined],
  [{}, undefined],
] as const;

test('the highest role that a value gives counts, and what is not there word for word gives none', () => {
  for (const [claims, role] of OF_CLAIMS)
    assert.equal(roleOfClaims(claims, settings), role, JSON.stringify(claims));
  assert.equal(roleOfClaims({}, { ...settings, roleClaim: '__proto__' }), undefined);
  const none = { ...settings, roles: { viewer: [], operator: [], admin: [] } };
  assert.equal(roleOfClaims({ groups: ['', undefined] }, none), undefined);
});

test('a name is what they are known by, without what would make it another’s in the records', () => {
  assert.equal(nameOfClaims({ preferred_username: 'oda', email: 'oda@acme.example' }, '1'), 'oda');
  assert.equal(nameOfClaims({ preferred_username: ' ', email: 'oda@acme.example' }, '1'), 'oda@acme.example');
  assert.equal(nameOfClaims({ preferred_username: 7 }, 'subject'), 'subject');
  assert.equal(nameOfClaims({ preferred_username: 'acme/ada\n' }, '1'), 'acme-ada-');
  assert.equal(nameOfClaims({ preferred_username: 'n'.repeat(300) }, '1').length, 100);
});
