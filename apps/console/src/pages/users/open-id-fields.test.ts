import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openIdFieldsOf, openIdRequest } from './open-id-fields.ts';

const provider = {
  ...{ issuer: 'https://login.acme.example', clientId: 'causeway', scopes: ['profile', 'groups'] },
  ...{ roleClaim: 'groups', roles: { viewer: ['staff'], operator: [], admin: ['it', 'noc'] } },
  ...{ anchor: null, redirectPath: '/api/v1/openid/callback' },
};

test('what is shown comes back as it was, with the secret that was typed', () => {
  const sent = openIdRequest({ ...openIdFieldsOf(provider), clientSecret: ' tide ' });
  const { anchor: _, redirectPath: __, ...settings } = provider;
  assert.deepEqual(sent, { ...settings, clientSecret: ' tide ' });
});

test('lists are taken apart at commas, and nothing is no value', () => {
  const fields = { ...openIdFieldsOf(undefined), admin: ' it,, noc ,', viewer: '' };
  const { roles } = openIdRequest(fields);
  assert.deepEqual(roles, { viewer: [], operator: [], admin: ['it', 'noc'] });
});
