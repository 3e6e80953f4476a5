import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { acmeErrors } from '../errors.ts';

const Url = Type.String({ pattern: '^https://', maxLength: 4096 });

/** RFC 7807, with the members of RFC 8555 section 6.7. */
export const Problem = Type.Object({
  type: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  subproblems: Type.Optional(
    Type.Array(
      Type.Object({
        type: Type.Optional(Type.String()),
        detail: Type.Optional(Type.String()),
        identifier: Type.Optional(Type.Object({ value: Type.String() })),
      }),
    ),
  ),
});
export type Problem = Static<typeof Problem>;

/** RFC 8555 section 7.1.1; renewalInfo is RFC 9773's. */
export const Directory = Type.Object({
  newNonce: Url,
  newAccount: Url,
  newOrder: Url,
  renewalInfo: Type.Optional(Url),
  meta: Type.Optional(
    Type.Object({
      termsOfService: Type.Optional(Type.String()),
      externalAccountRequired: Type.Optional(Type.Boolean()),
    }),
  ),
});
export type Directory = Static<typeof Directory>;

/** RFC 8555 section 7.1.3. */
export const Order = Type.Object({
  status: Type.Enum(['pending', 'ready', 'processing', 'valid', 'invalid']),
  authorizations: Type.Array(Url),
  finalize: Url,
  certificate: Type.Optional(Url),
  error: Type.Optional(Problem),
});
export type Order = Static<typeof Order>;

export const challengeKinds = ['http-01', 'tls-alpn-01', 'dns-01'] as const;
export type ChallengeKind = (typeof challengeKinds)[number];

/** RFC 8555 section 8; kinds that are not ours may lack the token. */
export const Challenge = Type.Object({
  type: Type.String(),
  url: Url,
  status: Type.String(),
  token: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,256}$' })),
  error: Type.Optional(Problem),
});
export type Challenge = Static<typeof Challenge>;

/** RFC 8555 section 7.1.4. */
export const Authorization = Type.Object({
  status: Type.Enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  identifier: Type.Object({ type: Type.String(), value: Type.String() }),
  wildcard: Type.Optional(Type.Boolean()),
  challenges: Type.Array(Challenge),
});
export type Authorization = Static<typeof Authorization>;

/** RFC 9773 section 4.1. */
export const RenewalInfo = Type.Object({
  suggestedWindow: Type.Object({ start: Type.String(), end: Type.String() }),
  explanationURL: Type.Optional(Type.String()),
});
export type RenewalInfo = Static<typeof RenewalInfo>;

/** @throws ACME_ANSWER_UNREADABLE */
export function readMessage<Schema extends TSchema>(
  schema: Schema,
  text: string,
  url: string,
): Static<Schema> {
  const value = parseJson(text, url);
  if (Value.Check(schema, value)) return value;
  const [first] = Value.Errors(schema, value);
  throw acmeErrors.error('ACME_ANSWER_UNREADABLE', {
    seen: `${url}: ${first?.instancePath ?? ''} ${first?.message ?? 'another shape'}`,
    expected: 'the message that RFC 8555 describes',
  });
}

function parseJson(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw acmeErrors.error('ACME_ANSWER_UNREADABLE', {
      seen: `${url}: no JSON, but ${JSON.stringify(text.slice(0, 80))}`,
      cause,
    });
  }
}
