import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { createTestCa, freePorts } from '@causeway/testkit';
import Provider from 'oidc-provider';

export interface ProviderUser {
  readonly groups: readonly string[];
}

export interface RunningProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** CA of its certificate, PEM. */
  readonly anchorPem: string;
  /** Who is known there, by name; tests change it. */
  readonly users: Map<string, ProviderUser>;
}

/** A real OpenID provider over HTTPS under a CA of its own; whoever types a name that it knows is that user. */
export async function startProvider(redirectUri: string): Promise<RunningProvider> {
  const [port = 0] = await freePorts(1);
  const issuer = `https://id.localhost:${port}`;
  const [clientId, clientSecret] = ['causeway', crypto.randomUUID()];
  const users = new Map<string, ProviderUser>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { profile: ['preferred_username'], groups: ['groups'] },
    findAccount: (_context: unknown, accountId: string) => {
      const user = users.get(accountId);
      const claims = () => ({ sub: `id of ${accountId}`, preferred_username: accountId, ...user });
      return user && { accountId, claims };
    },
    pkce: { required: () => true },
    cookies: { keys: [crypto.randomUUID()] },
    jwks: { keys: [signingKey()] },
  });
  const ca = createTestCa();
  const { chainPem, keyPem } = ca.issue({ hostnames: ['id.localhost'] });
  const server = createServer({ cert: chainPem, key: keyPem }, provider.callback());
  await once(server.listen(port, 'localhost'), 'listening');
  return {
    ...{ issuer, clientId, clientSecret, anchorPem: ca.certificatePem, users },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signingKey(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}
