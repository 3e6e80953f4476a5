import { type Static, Type } from 'typebox';

/**
 * What clients and endpoint servers say to each other. Every POST is signed (RFC 9421) with Content-Digest (RFC 9530);
 * GET /config.ini may be, and counts as evidence when it is. Answers that are not 2xx or 304 carry `{"error": …}`.
 */
export const clientPaths = {
  enroll: '/client/enroll',
  poll: '/client/poll',
  prove: '/client/prove',
  inventory: '/client/inventory',
  diagnostics: '/client/diagnostics',
  /** With `?key=ID`: the newest file that was signed by that key, for a sleeper that knows no later one. */
  config: '/config.ini',
} as const;

/**
 * ALPN protocol id (RFC 7301) by which a client asks for the coming certificate at the same host and port; HTTP/1.1
 * follows, and nothing but `prove` is answered.
 */
export const REHEARSAL_ALPN = 'causeway-rehearsal';

/** How far a client's clock may be off before a request is refused with CLOCK_SKEWED, and how long a nonce is kept. */
export const SIGNATURE_WINDOW_SECONDS = 300;
/** Larger than any inventory seen in the field by a factor of ten. */
export const MAX_INVENTORY_BYTES = 16 * 1024 * 1024;
/** A poll with the failures of a few addresses. */
export const MAX_MESSAGE_BYTES = 32 * 1024;
/** What a client says of itself when it is asked to. */
export const MAX_DIAGNOSTICS_BYTES = 256 * 1024;
/** Actions handed out, and reported on, in one poll. */
export const MAX_ACTIONS = 20;
/** Failures told in one poll: the newest of each address. */
export const MAX_FAILURES = 20;

/**
 * Signed twice: `sig` by the client's new key, its raw public key (base64url) as key id; `token` by HMAC with the
 * secret of the enrollment token, the token's id as key id. The secret never crosses the wire.
 */
export const EnrollRequest = Type.Object({
  /** Raw Ed25519 public key, 32 bytes, base64url. */
  publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  name: Type.String({ minLength: 1, maxLength: 255 }),
  version: Type.String({ maxLength: 50 }),
});
export type EnrollRequest = Static<typeof EnrollRequest>;

/**
 * Sent to `clientPaths.enroll` by a client that was asked to: signed by `sig` with the new key as an enrollment is, and
 * by `former` with the key that it has, its client id as key id, instead of a token. Answered 204: from then on the
 * new key is the client's, and the old one is nobody's.
 */
export const ReEnrollRequest = Type.Object({
  publicKey: EnrollRequest.properties.publicKey,
  clientId: Type.String(),
});
export type ReEnrollRequest = Static<typeof ReEnrollRequest>;

/** Signed as `token` over @status, content-digest and the request's own `token` signature. */
export const EnrollAnswer = Type.Object({
  clientId: Type.String(),
  tenant: Type.String(),
  /** The tenant's current config.ini key: raw public key, base64. */
  signingKey: Type.Object({ id: Type.String(), publicKey: Type.String() }),
  revision: Type.Integer(),
});
export type EnrollAnswer = Static<typeof EnrollAnswer>;

export const FailureReport = Type.Object({
  address: Type.String({ maxLength: 300 }),
  code: Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,59}$' }),
  /** How long ago by the client's own measure; clocks may differ, durations do not. */
  secondsAgo: Type.Number({ minimum: 0 }),
  /** SHA-256 of the certificate that was seen, lower-case hex. */
  certificateSha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  /** Of a rehearsal: SHA-256 of the coming trust anchor, lower-case hex. */
  trust: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  message: Type.Optional(Type.String({ maxLength: 500 })),
});
export type FailureReport = Static<typeof FailureReport>;

/** What a client is asked to do, once: it remembers the ids of those that it did. */
export const ClientAction = Type.Union([
  /** Sends its inventory now; `full` the whole of it. */
  Type.Object({ id: Type.String(), kind: Type.Literal('inventory'), full: Type.Boolean() }),
  Type.Object({ id: Type.String(), kind: Type.Literal('diagnostics') }),
  /** Makes itself a new key, and enrolls it with the old one. */
  Type.Object({ id: Type.String(), kind: Type.Literal('re-enroll') }),
  /** Stops polling for good. */
  Type.Object({ id: Type.String(), kind: Type.Literal('retire') }),
  /** Takes the frequencies of that group of config.ini from now on; null: those of the tenant. */
  Type.Object({
    id: Type.String(),
    kind: Type.Literal('join-group'),
    group: Type.Union([Type.String({ maxLength: 63 }), Type.Null()]),
  }),
]);
export type ClientAction = Static<typeof ClientAction>;

/** What became of an action. */
export const ActionReport = Type.Object({
  id: Type.String({ maxLength: 100 }),
  outcome: Type.Union([Type.Literal('done'), Type.Literal('failed')]),
  /** Why it failed, or what there is to say. */
  message: Type.Optional(Type.String({ maxLength: 500 })),
});
export type ActionReport = Static<typeof ActionReport>;

export const PollRequest = Type.Object({
  /** Highest revision that was fetched and verified; 0 for none. */
  fetchedRevision: Type.Integer({ minimum: 0 }),
  /** Revision in use, every address of which was tried; 0 for none. */
  appliedRevision: Type.Integer({ minimum: 0 }),
  version: Type.String({ maxLength: 50 }),
  /** Seconds that the client adds to its own clock to agree with this server; 0 when left out. */
  clockOffsetSeconds: Type.Optional(Type.Number()),
  failures: Type.Optional(Type.Array(FailureReport, { maxItems: MAX_FAILURES })),
  /** Actions that came to an end since a poll got through. */
  done: Type.Optional(Type.Array(ActionReport, { maxItems: MAX_ACTIONS })),
});
export type PollRequest = Static<typeof PollRequest>;

/**
 * 200 with this when there is a newer revision than the one fetched, or something to do; 204 without content when there
 * is nothing new.
 */
export const PollAnswer = Type.Object({
  /** The newest; no newer than the one fetched when there are only actions. */
  revision: Type.Integer(),
  /** Handed out until they are reported on. What is of a kind that a client does not know is passed over. */
  actions: Type.Optional(Type.Array(Type.Unknown(), { maxItems: MAX_ACTIONS })),
});
export type PollAnswer = Static<typeof PollAnswer>;
