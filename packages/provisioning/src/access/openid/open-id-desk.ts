import { randomUUIDv7 } from 'node:crypto';
import { type AdminId, asId } from '@causeway/contract';
import type { OpenIdView, Role, SetOpenId } from '@causeway/contract/admin';
import { provisioningErrors } from '../../errors.ts';
import type { AdminRecord, OpenIdSettings, ProvisioningStore } from '../../provisioning-store.ts';
import type { CredentialsDesk, Issued } from '../credentials-desk.ts';
import { type Claimed, OpenIdProvider, type Pending } from './open-id-provider.ts';
import { nameOfClaims, roleOfClaims } from './role-of-claims.ts';

/** Behind the address of the console. */
export const REDIRECT_PATH = '/api/v1/openid/callback';
/** A provider that moves an endpoint or changes its keys is asked anew soon. */
const PROVIDER_KEPT_MS = 10 * 60_000;
/** A person who tries again at once is told the same. */
const FAILURE_KEPT_MS = 5_000;

export interface OpenIdDeskOptions {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly credentials: CredentialsDesk;
}

/** With the configured issuer through which it came: that of the tokens may legally be another. */
export type ClaimedThrough = Claimed & { readonly through: string };

/** Signing in at provisioning through an OpenID provider. */
export class OpenIdDesk {
  readonly #options: OpenIdDeskOptions;
  /** One after another: a sign-in under way must not begin a session behind what ends all of them. */
  #turn: Promise<unknown> = Promise.resolve();
  #known: { readonly key: string; readonly provider: Promise<OpenIdProvider>; until: number } | undefined;

  constructor(options: OpenIdDeskOptions) {
    this.#options = options;
  }

  async isOn(): Promise<boolean> {
    return (await this.#options.store.openId.get()) !== undefined;
  }

  /** @throws OPENID_OFF */
  async view(): Promise<OpenIdView> {
    return viewSettings(await this.#settings());
  }

  /** Asks the provider first. Where it is another one than before, ends what users began who came through that one. @throws OPENID_ISSUER_INVALID, OPENID_UNREACHABLE, OPENID_UNTRUSTED, OPENID_REFUSED */
  async set({ anchor, ...rest }: SetOpenId): Promise<OpenIdView> {
    const settings: OpenIdSettings = { ...rest, anchorPem: anchor ?? null };
    await OpenIdProvider.discover(settings);
    return this.#inTurn(async () => {
      const { openId } = this.#options.store;
      const before = await openId.get();
      await openId.set(settings);
      // Not by what its tokens say: some providers have one issuer for all, and another one in the tokens of each.
      if (before !== undefined && hrefOf(before.issuer) !== hrefOf(settings.issuer)) await this.#endAll();
      return viewSettings(settings);
    });
  }

  /** Ends what the users who came through it began. @throws OPENID_OFF */
  async remove(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#settings();
      await this.#options.store.openId.set(null);
      await this.#endAll();
    });
  }

  /** What users began who came through a provider. */
  async #endAll(): Promise<void> {
    const { store, credentials } = this.#options;
    for (const admin of await store.admins.list(null))
      if (admin.identity !== null) await credentials.endAll(admin);
  }

  /** @param origin of the console, as the browser knows it @throws OPENID_OFF, and what asking the provider throws */
  async begin(origin: string): Promise<{ readonly url: string; readonly pending: Pending }> {
    const provider = await this.#provider(await this.#settings());
    return provider.begin(`${origin}${REDIRECT_PATH}`);
  }

  /** @throws OPENID_OFF, OPENID_BROKEN_OFF, and what asking the provider throws */
  async finish(pending: Pending | undefined, query: string): Promise<ClaimedThrough> {
    if (pending === undefined)
      throw provisioningErrors.error('OPENID_BROKEN_OFF', {
        seen: 'a browser without its half of the sign-in',
      });
    const settings = await this.#settings();
    const provider = await this.#provider(settings);
    return { ...(await provider.finish(pending, query)), through: settings.issuer };
  }

  /** The name under which they sign in. */
  async nameOf({ identity, claims }: Claimed): Promise<string> {
    const known = await this.#options.store.admins.findByIdentity(null, identity);
    return known?.name ?? nameOfClaims(claims, identity.subject);
  }

  /**
   * Whoever comes for the first time becomes a user. The role is what the claims give this time; where they give none any
   * more, it ends what this user began.
   * @throws OPENID_OFF, OPENID_BROKEN_OFF, OPENID_NOT_ALLOWED, OPENID_NAME_TAKEN
   */
  async signIn(claimed: ClaimedThrough): Promise<Issued> {
    return this.#inTurn(async () => this.#signIn(claimed));
  }

  async #signIn(claimed: ClaimedThrough): Promise<Issued> {
    const settings = await this.#settings();
    if (hrefOf(settings.issuer) !== hrefOf(claimed.through))
      throw provisioningErrors.error('OPENID_BROKEN_OFF', { seen: 'another provider since it began' });
    const role = roleOfClaims(claimed.claims, settings);
    const { store, credentials } = this.#options;
    const known = await store.admins.findByIdentity(null, claimed.identity);
    if (role === undefined) {
      if (known !== undefined) await credentials.endAll(known);
      throw notAllowed(claimed, settings);
    }
    if (known === undefined) return credentials.startSession(await this.#add(claimed, role));
    await store.admins.update(known.id, { role });
    return credentials.startSession({ ...known, role });
  }

  async #add({ identity, claims }: Claimed, role: Role): Promise<AdminRecord> {
    const { store, now } = this.#options;
    const name = nameOfClaims(claims, identity.subject);
    if (name === 'system') throw nameTaken(name);
    const admin: AdminRecord = {
      id: asId<AdminId>(randomUUIDv7()),
      ...{ name, role, tenantId: null, passwordHash: null, totp: null, identity },
      createdAt: now(),
    };
    // Never taken for the same person: whoever may choose names at the provider would be anyone here.
    await store.admins.add(admin).catch((error: unknown) => {
      throw provisioningErrors.is(error, 'ADMIN_NAME_TAKEN') ? nameTaken(name, error) : error;
    });
    return admin;
  }

  async #settings(): Promise<OpenIdSettings> {
    const settings = await this.#options.store.openId.get();
    if (settings === undefined) throw provisioningErrors.error('OPENID_OFF', { seen: 'no OpenID provider' });
    return settings;
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Anybody may ask for it, signed in or not: the provider is asked no more often than this says. */
  async #provider(settings: OpenIdSettings): Promise<OpenIdProvider> {
    const key = JSON.stringify(settings);
    const now = this.#options.now();
    if (this.#known?.key !== key || now >= this.#known.until)
      this.#known = { key, provider: OpenIdProvider.discover(settings), until: now + PROVIDER_KEPT_MS };
    const known = this.#known;
    return known.provider.catch((error: unknown) => {
      known.until = Math.min(known.until, this.#options.now() + FAILURE_KEPT_MS);
      throw error;
    });
  }
}

/** An issuer as the check of the discovery document reads it: with or without the slash of an empty path. */
function hrefOf(issuer: string): string {
  return URL.parse(issuer)?.href ?? issuer;
}

function viewSettings({ clientSecret: _, anchorPem: anchor, ...settings }: OpenIdSettings): OpenIdView {
  const { scopes, roles } = settings;
  const { viewer, operator, admin } = roles;
  return {
    ...settings,
    scopes: [...scopes],
    roles: { viewer: [...viewer], operator: [...operator], admin: [...admin] },
    ...{ anchor, redirectPath: REDIRECT_PATH },
  };
}

function nameTaken(name: string, cause?: unknown): Error {
  return provisioningErrors.error('OPENID_NAME_TAKEN', { seen: JSON.stringify(name), cause });
}

function notAllowed({ claims }: Claimed, { roleClaim, roles }: OpenIdSettings): Error {
  const given = Object.hasOwn(claims, roleClaim)
    ? JSON.stringify(claims[roleClaim]).slice(0, 200)
    : 'nothing';
  return provisioningErrors.error('OPENID_NOT_ALLOWED', {
    seen: `${roleClaim}: ${given}`,
    expected: `one of ${Object.values(roles).flat().join(', ') || 'none: no value gives a role'}`,
  });
}
