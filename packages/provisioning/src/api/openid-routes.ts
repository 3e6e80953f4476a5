import { OpenIdCallback, OpenIdView, SetOpenId } from '@causeway/contract/admin';
import { placeOf } from '@causeway/endpoint';
import { CausewayError } from '@causeway/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Pending } from '../access/openid/open-id-provider.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, noContent } from './answers.ts';
import type { Api } from './create-app.ts';
import type { EntranceOf } from './guard.ts';
import { sessionCookie } from './identity.ts';

/** `__Host-`: no neighbor under the same domain can plant it (RFC 6265bis section 4.1.3.2). */
const COOKIE = '__Host-causeway_openid';
/** To type a password and a code at the provider. */
const PENDING_SECONDS = 600;
/** A house full of people has one address, and a provider that fails them fails them all. */
const FREE_FAILURES = 20;

/** The provider that tells who somebody is. Its secret goes in and never comes out. */
export function addOpenIdRoutes(routes: Api, { openId, audit }: Provisioning): void {
  const config = { needs: 'admin' } as const;
  routes.get(
    '/openid',
    { schema: { summary: 'The OpenID provider', response: answers(200, OpenIdView) } },
    async () => openId.view(),
  );
  routes.put(
    '/openid',
    {
      config,
      schema: {
        summary: 'Let users sign in through an OpenID provider, which is asked first',
        body: SetOpenId,
        response: answers(200, OpenIdView),
      },
    },
    async ({ admin, body }) => {
      const { clientSecret: _, anchor: __, ...detail } = body;
      const deed = { actor: admin.name, action: 'openid.set', subject: body.issuer, detail };
      return audit.record(deed, () => openId.set(body));
    },
  );
  routes.delete(
    '/openid',
    { config, schema: { summary: 'Sign in by password alone again', response: noContent } },
    async ({ admin }, reply) => {
      const deed = { actor: admin.name, action: 'openid.delete', subject: 'openid' };
      await audit.record(deed, () => openId.remove());
      return reply.code(204).send(null);
    },
  );
}

/** For browsers: to the provider and back. What goes wrong is told the page as `?error=CODE`. */
export function addOpenIdSignInRoutes(routes: Api, provisioning: Provisioning, entranceOf: EntranceOf): void {
  const { openId } = provisioning;
  const response = { 302: Type.Null() };
  const querystring = Type.Object({}, { additionalProperties: false });
  routes.get(
    '/openid/sign-in',
    { schema: { summary: 'To the OpenID provider', security: [], querystring, response } },
    async ({ headers: { host } }, reply) =>
      toPage(reply, async () => {
        const { url, pending } = await openId.begin(`https://${host}`);
        reply.header('set-cookie', pendingCookie(pending));
        return url;
      }),
  );
  routes.get(
    '/openid/callback',
    {
      schema: {
        summary: 'Back from the OpenID provider',
        security: [],
        querystring: OpenIdCallback,
        response,
      },
    },
    async (request, reply) =>
      toPage(reply, async () => {
        const entrance = await entranceOf(request);
        const { access, from } = entrance;
        // Apart from passwords, which have to do where the provider fails.
        const place = { name: `openid from ${placeOf(from)}`, freeFailures: FREE_FAILURES };
        const { secret, credential } = await access.limit.guard([place], () =>
          signIn(request, from, provisioning),
        );
        reply.header('set-cookie', [
          sessionCookie(entrance, secret, credential.expiresAt),
          `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
        ]);
        return '/';
      }),
  );
}

async function signIn(request: FastifyRequest, from: string, { openId, audit }: Provisioning) {
  const finished = openId.finish(pendingOf(request), new URL(request.url, 'https://console').search);
  const actor = await finished.then((claimed) => openId.nameOf(claimed)).catch(() => 'openid');
  const deed = { actor, action: 'session.start', subject: actor, detail: { from, by: 'openid' } };
  return audit.record({ ...deed, tenantId: null }, async () => openId.signIn(await finished));
}

async function toPage(reply: FastifyReply, act: () => Promise<string>): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store');
  try {
    return reply.redirect(await act(), 302);
  } catch (error) {
    if (!(error instanceof CausewayError)) throw error;
    return reply.redirect(`/?error=${error.code}`, 302);
  }
}

/** Lax: the browser comes back from another site, and has to bring it along. */
function pendingCookie(pending: Pending): string {
  const value = Buffer.from(JSON.stringify(pending)).toString('base64url');
  return `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${PENDING_SECONDS}`;
}

function pendingOf({ headers }: FastifyRequest): Pending | undefined {
  const cookie = headers.cookie?.split('; ').find((one) => one.startsWith(`${COOKIE}=`));
  if (cookie === undefined) return undefined;
  try {
    const pending: unknown = JSON.parse(
      Buffer.from(cookie.slice(COOKIE.length + 1), 'base64url').toString('utf8'),
    );
    return isPending(pending) ? pending : undefined;
  } catch {
    return undefined;
  }
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['state', 'nonce', 'codeVerifier', 'redirectUri'];
  const entries = Object.entries(value);
  return texts.every((name) => entries.some(([key, text]) => key === name && typeof text === 'string'));
}
