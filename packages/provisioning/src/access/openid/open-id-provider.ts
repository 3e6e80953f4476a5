import { CausewayError } from '@causeway/errors';
// A certified OpenID Connect client by the author of the standard Node libraries of this field; no code of ours checks tokens.
import * as client from 'openid-client';
import { provisioningErrors } from '../../errors.ts';
import type { OpenIdIdentity, OpenIdSettings } from '../../provisioning-store.ts';
import { fetchOverHttps } from './fetch-over-https.ts';

/** What a browser keeps between leaving for the provider and coming back. */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
}

export interface Claimed {
  readonly identity: OpenIdIdentity;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The provider of these settings, as its discovery document describes it. */
export class OpenIdProvider {
  readonly #config: client.Configuration;
  readonly #scopes: readonly string[];

  private constructor(config: client.Configuration, scopes: readonly string[]) {
    this.#config = config;
    this.#scopes = scopes;
  }

  /** @throws OPENID_ISSUER_INVALID, OPENID_UNREACHABLE, OPENID_UNTRUSTED, OPENID_REFUSED */
  static async discover(settings: OpenIdSettings): Promise<OpenIdProvider> {
    const { issuer, clientId, clientSecret, anchorPem, scopes } = settings;
    const url = parseIssuer(issuer);
    const options: client.DiscoveryRequestOptions = {
      [client.customFetch]: (address, { method, headers, body }) =>
        fetchOverHttps(address, { method, headers, body }, anchorPem),
    };
    const config = await explained(() => client.discovery(url, clientId, clientSecret, undefined, options));
    return new OpenIdProvider(config, scopes);
  }

  /** Where the browser has to go, and what it has to bring back. */
  async begin(redirectUri: string): Promise<{ readonly url: string; readonly pending: Pending }> {
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const codeVerifier = client.randomPKCECodeVerifier();
    const url = client.buildAuthorizationUrl(this.#config, {
      ...{ redirect_uri: redirectUri, scope: ['openid', ...this.#scopes].join(' '), state, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending: { state, nonce, codeVerifier, redirectUri } };
  }

  /**
   * Who the provider says has come back, with the query that it sent along.
   * @throws OPENID_UNREACHABLE, OPENID_UNTRUSTED, OPENID_REFUSED
   */
  async finish({ state, nonce, codeVerifier, redirectUri }: Pending, query: string): Promise<Claimed> {
    const url = new URL(redirectUri);
    url.search = query;
    return explained(async () => {
      const tokens = await client.authorizationCodeGrant(this.#config, url, {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier },
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (idToken === undefined) throw new Error('no ID token');
      const { iss: issuer, sub: subject } = idToken;
      return {
        identity: { issuer, subject },
        claims: { ...(await this.#userInfo(tokens.access_token, subject)), ...idToken },
      };
    });
  }

  /** Many providers say of groups here alone. */
  async #userInfo(accessToken: string, subject: string): Promise<object> {
    if (this.#config.serverMetadata().userinfo_endpoint === undefined) return {};
    return client.fetchUserInfo(this.#config, accessToken, subject);
  }
}

/** @throws OPENID_ISSUER_INVALID */
export function parseIssuer(issuer: string): URL {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  // OpenID Connect Discovery section 2: https, without query and fragment.
  const isWhole = url?.protocol === 'https:' && !/[?#@]/.test(issuer);
  if (url !== undefined && isWhole) return url;
  throw provisioningErrors.error('OPENID_ISSUER_INVALID', {
    seen: JSON.stringify(issuer.slice(0, 200)),
    expected: 'an https:// address without a query',
  });
}

async function explained<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw ownErrorIn(error) ?? refused(error);
  }
}

/** The library wraps what our fetch throws. */
function ownErrorIn(error: unknown): CausewayError | undefined {
  if (error instanceof CausewayError) return error;
  return error instanceof Error && error.cause !== undefined ? ownErrorIn(error.cause) : undefined;
}

function refused(cause: unknown): CausewayError {
  const seen = cause instanceof Error ? [cause.message, descriptionIn(cause)].filter(Boolean).join(': ') : '';
  return provisioningErrors.error('OPENID_REFUSED', {
    seen: seen.slice(0, 500) || 'an answer without a reason',
    expected: 'an answer that OpenID Connect allows',
    cause,
  });
}

/** `error_description` of the provider (RFC 6749 section 5.2), in which it says what it does not like. */
function descriptionIn(error: Error): string | undefined {
  const { error: code, error_description: words } = error as { error?: unknown; error_description?: unknown };
  return [code, words].filter((part) => typeof part === 'string').join(', ');
}
