import type { OpenIdSettings, ProvisioningStore } from '@causeway/provisioning';
import type { Kysely } from 'kysely';
import { fromJson, type Json, toJson } from '../json.ts';
import type { Vault } from '../vault.ts';
import type { ProvisioningSchema } from './schema.ts';
import { createSettings } from './settings.ts';

const KEY = 'openid';
const CONTEXT = 'openid/client-secret';

/** One of the settings, with the secret in it sealed. */
export function createOpenId(db: Kysely<ProvisioningSchema>, vault: Vault): ProvisioningStore['openId'] {
  const settings = createSettings(db);
  return {
    async get() {
      const text = await settings.get(KEY);
      if (text === undefined) return undefined;
      // Written just below, and nowhere else.
      const kept = fromJson(text as Json<OpenIdSettings>);
      return { ...kept, clientSecret: vault.open(kept.clientSecret, CONTEXT) };
    },
    async set(given) {
      if (given === null) return settings.set(KEY, null);
      const { issuer, clientId, clientSecret, scopes, roleClaim, roles, anchorPem } = given;
      const sealed = { clientSecret: vault.seal(clientSecret, CONTEXT) };
      await settings.set(KEY, toJson({ issuer, clientId, ...sealed, scopes, roleClaim, roles, anchorPem }));
    },
  };
}
