import { type Static, Type } from 'typebox';
import { ActionReport, ClientAction, FailureReport } from './client-messages.ts';

/**
 * What a stand-alone endpoint server and its platform say to each other, at the platform's own addresses. The endpoint
 * server is enrolled as clients are, with a registration token, and signs every request as they do (RFC 9421); each
 * answer with content is signed under the label `platform` by a key of the tenant's config.ini, over @status,
 * content-digest and the request's own signature. Fields that a receiver does not know are left alone.
 */
export const upstreamPaths = {
  sync: '/endpoint-server/sync',
  batch: '/endpoint-server/batch',
  clients: '/endpoint-server/clients',
  enroll: '/endpoint-server/enroll',
  judge: '/endpoint-server/judge',
} as const;

/** Version of these messages. A platform takes this one and the one before; an endpoint server goes on with either. */
export const UPSTREAM_CONTRACT = 1;
export const OLDEST_UPSTREAM_CONTRACT = 1;

/** How long the platform holds a sync that has nothing new to answer; proxies cut what is silent for longer. */
export const SYNC_HOLD_SECONDS = 20;
/** Without the compression: a batch of many small entries, or of one inventory of the largest size with its escapes. */
export const MAX_BATCH_BYTES = 100 * 1024 * 1024;
/** Clients asked for at once. */
export const MAX_CLIENTS_ASKED = 500;

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const AddressText = Type.String({ maxLength: 300 });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const BindingText = Type.Union([Type.Literal('http'), Type.Literal('https'), Type.Literal('http+https')]);
const Serves = Type.Union([Type.Literal('everything'), Type.Literal('rescue')]);
const ProxyText = Type.Object({ from: Type.Array(Type.String({ maxLength: 50 })), port: Port });
/** One anchor's SHA-256, several joined by `+`, or `none` over HTTP: what evidence at the listener shows. */
const TrustText = Type.String({ maxLength: 1_000 });

/** A website as it is configured at the endpoint server itself. */
export const LocalSite = Type.Object({
  hostname: Type.String({ maxLength: 255 }),
  binding: BindingText,
  httpPort: Port,
  httpsPort: Port,
  rescue: Type.Boolean(),
  proxy: Type.Optional(ProxyText),
});
export type LocalSite = Static<typeof LocalSite>;

/** A site that was applied with the configuration tool of the endpoint server. */
export const LocalChange = Type.Object({
  /** Grows with each local change. */
  number: Type.Integer({ minimum: 1 }),
  site: LocalSite,
  /** Leaf, chain and anchor, PEM; null under `http`. The key stays where it is. */
  chainPem: Type.Union([Type.String({ maxLength: 100_000 }), Type.Null()]),
  /** Seconds that it has been in force. */
  secondsAgo: Type.Number({ minimum: 0 }),
});
export type LocalChange = Static<typeof LocalChange>;

export const SpoolReport = Type.Object({
  /** Entries that wait to be forwarded. */
  backlog: Type.Integer({ minimum: 0 }),
  bytes: Type.Integer({ minimum: 0 }),
  maxBytes: Type.Integer({ minimum: 0 }),
  oldestSecondsAgo: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
  forwardedSecondsAgo: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
});
export type SpoolReport = Static<typeof SpoolReport>;

export const SyncRequest = Type.Object({
  contract: Type.Integer({ minimum: 1 }),
  /** Of the program. */
  version: Type.String({ maxLength: 50 }),
  /** Raw X25519 public key, 32 bytes, base64url: private keys of certificates are sealed to it. */
  sealingKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  /** How it was started: the site that is proposed to the admin who authorizes it. */
  proposed: LocalSite,
  /** Number of the newest offer that arrived; 0 for none. */
  offer: Type.Integer({ minimum: 0 }),
  /** Number of the offer that is served; 0 for none. */
  applied: Type.Integer({ minimum: 0 }),
  /** Why the newest offer is not served. */
  trouble: Type.Optional(
    Type.Object({
      code: Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,59}$' }),
      seen: Type.String({ maxLength: 1_000 }),
    }),
  ),
  /** Its own proof of what it serves: dialed by name, verified as its clients verify. */
  proofs: Type.Optional(
    Type.Array(
      Type.Object({
        address: AddressText,
        code: Type.String({ maxLength: 60 }),
        seen: Type.String({ maxLength: 500 }),
      }),
      { maxItems: 20 },
    ),
  ),
  /** What it serves by a change that was made locally; null when it serves what is offered. */
  local: Type.Union([LocalChange, Type.Null()]),
  spool: SpoolReport,
  /** As the answer before said it; 0 at first. */
  standingsAt: Type.Integer({ minimum: 0 }),
  /** Whether to answer at once instead of holding until there is news. */
  isUrgent: Type.Optional(Type.Boolean()),
});
export type SyncRequest = Static<typeof SyncRequest>;

/** A private key (PKCS#8, PEM) sealed by HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM. */
export const SealedKey = Type.Object({ encapsulated: Type.String(), ciphertext: Type.String() });
export type SealedKey = Static<typeof SealedKey>;

export const OfferedCertificate = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sha256: Sha256,
  chainPem: Type.String(),
  anchorPem: Type.String(),
  /** Absent when its key is not the platform's to give: it stays at the proxy, or at the endpoint server itself. */
  sealedKey: Type.Optional(SealedKey),
});
export type OfferedCertificate = Static<typeof OfferedCertificate>;

export const OfferedListener = Type.Object({
  scheme: Type.Union([Type.Literal('http'), Type.Literal('https')]),
  hostname: Type.String(),
  port: Port,
  serves: Serves,
  certificateId: Type.Union([Type.String(), Type.Null()]),
  trust: TrustText,
  /** Rehearsed beside the certificate that is served. */
  coming: Type.Optional(Type.Object({ certificateId: Type.String(), trust: TrustText })),
  proxy: Type.Optional(ProxyText),
});
export type OfferedListener = Static<typeof OfferedListener>;

/** What an endpoint server is to serve, whole: nothing else. */
export const Offer = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  listeners: Type.Array(OfferedListener),
  certificates: Type.Array(OfferedCertificate),
});
export type Offer = Static<typeof Offer>;

export const EndpointServerState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('authorized'),
  Type.Literal('retired'),
]);
export type EndpointServerState = Static<typeof EndpointServerState>;

/** How foreign agents (OCS Inventory, FusionInventory, GLPI) are taken in. */
export const ForeignAgents = Type.Object({
  /** What they have to show by Basic authentication (RFC 7617); absent: nothing. */
  secret: Type.Optional(
    Type.Object({
      user: Type.String({ maxLength: 200 }),
      /** Of the password: scrypt in PHC string format. */
      passwordHash: Type.String({ maxLength: 500 }),
    }),
  ),
  /** How often they are to come by, and to bring their inventory. */
  pollingIntervalSeconds: Type.Integer({ minimum: 1 }),
  inventoryIntervalSeconds: Type.Integer({ minimum: 1 }),
});
export type ForeignAgents = Static<typeof ForeignAgents>;

export const SyncAnswer = Type.Object({
  contract: Type.Integer({ minimum: 1 }),
  tenantName: Type.String(),
  name: Type.String(),
  state: EndpointServerState,
  /** Present when it is newer than the one that arrived. */
  offer: Type.Optional(Offer),
  /** The newest revision of config.ini. */
  revision: Type.Integer({ minimum: 0 }),
  /** Ids of clients whose standing may be another than when they were last asked for. */
  changedClients: Type.Array(Type.String()),
  standingsAt: Type.Integer({ minimum: 0 }),
  /** Foreign agents are taken in: absent when they are not. Only then is there a spool entry of that kind. */
  foreignAgents: Type.Optional(ForeignAgents),
  /** What became of the local change of that number. `seen`: somebody came through from outside, so it stays. */
  local: Type.Optional(
    Type.Object({
      number: Type.Integer({ minimum: 1 }),
      outcome: Type.Union([
        Type.Literal('seen'),
        Type.Literal('not-seen'),
        Type.Literal('overruled'),
        Type.Literal('adopted'),
      ]),
      /** Why it was not seen. */
      why: Type.Optional(Type.String()),
    }),
  ),
});
export type SyncAnswer = Static<typeof SyncAnswer>;

const Observed = Type.Object({
  clientId: Type.String(),
  at: Type.Integer(),
  address: AddressText,
  trust: TrustText,
  fetchedRevision: Type.Optional(Type.Integer()),
  appliedRevision: Type.Optional(Type.Integer()),
  clockSkewSeconds: Type.Optional(Type.Number()),
  version: Type.Optional(Type.String({ maxLength: 50 })),
  done: Type.Optional(Type.Array(ActionReport)),
  failures: Type.Optional(
    Type.Array(
      Type.Object({
        ...Type.Omit(FailureReport, ['secondsAgo']).properties,
        at: Type.Integer(),
      }),
    ),
  ),
});

/** One thing that happened at the endpoint server, by its clock as the platform corrected it. */
export const SpoolEntry = Type.Union([
  Type.Object({
    kind: Type.Literal('inventory'),
    clientId: Type.String(),
    receivedAt: Type.Integer(),
    address: AddressText,
    document: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('observations'), observations: Type.Array(Observed) }),
  /** A foreign agent came by, with its inventory or without. */
  Type.Object({
    kind: Type.Literal('foreign'),
    deviceId: Type.String({ maxLength: 255 }),
    /** Its User-Agent. */
    agent: Type.String({ maxLength: 200 }),
    at: Type.Integer(),
    address: AddressText,
    trust: TrustText,
    inventory: Type.Optional(
      Type.Object({
        format: Type.Union([Type.Literal('glpi-json'), Type.Literal('ocs-xml')]),
        /** As text: decoded by its encoding, and readable. */
        document: Type.String(),
      }),
    ),
  }),
  Type.Object({
    kind: Type.Literal('diagnostics'),
    clientId: Type.String(),
    receivedAt: Type.Integer(),
    /** JSON text. */
    document: Type.String(),
  }),
]);
export type SpoolEntry = Static<typeof SpoolEntry>;

/** POST batch: JSON with Content-Encoding gzip; the digest is of the bytes on the wire (RFC 9530 section 2). */
export const Batch = Type.Object({
  contract: Type.Integer({ minimum: 1 }),
  /** Random id of the spool: a spool that was lost and made anew counts from 1 again. */
  spool: Type.String({ minLength: 1, maxLength: 100 }),
  /** In the order of their sequence, which only ever grows. */
  entries: Type.Array(Type.Object({ sequence: Type.Integer({ minimum: 1 }), entry: SpoolEntry })),
});
export type Batch = Static<typeof Batch>;

/** Everything up to this sequence is stored, and may be forgotten. */
export const BatchAnswer = Type.Object({ accepted: Type.Integer({ minimum: 0 }) });
export type BatchAnswer = Static<typeof BatchAnswer>;

export const ClientsRequest = Type.Object({
  ids: Type.Array(Type.String({ maxLength: 100 }), { maxItems: MAX_CLIENTS_ASKED }),
});
export type ClientsRequest = Static<typeof ClientsRequest>;

/** Those of them that the tenant has. */
export const ClientsAnswer = Type.Object({
  clients: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      /** Raw Ed25519 public key, base64url. */
      publicKey: Type.String(),
      standing: Type.Union([Type.Literal('enrolled'), Type.Literal('retired')]),
      /** What it is asked to do. */
      actions: Type.Optional(Type.Array(ClientAction)),
    }),
  ),
});
export type ClientsAnswer = Static<typeof ClientsAnswer>;

/** The enrollment of a client as it arrived; whether it may is the platform's to say. */
export const EnrollRelay = Type.Object({
  address: AddressText,
  trust: TrustText,
  /** Fields of the request by lower-case name: signature, signature-input, content-digest. */
  headers: Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 10_000 })),
  /** Base64. */
  content: Type.String({ maxLength: 100_000 }),
});
export type EnrollRelay = Static<typeof EnrollRelay>;

/** The answer to the client, byte for byte. */
export const EnrollRelayAnswer = Type.Object({
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String()),
  /** Base64. */
  content: Type.String(),
});
export type EnrollRelayAnswer = Static<typeof EnrollRelayAnswer>;

/** What would become of the clients if this endpoint server served that site. */
export const JudgeRequest = Type.Object({
  site: LocalSite,
  /** Leaf, chain and anchor, PEM; null under `http`. */
  chainPem: Type.Union([Type.String({ maxLength: 100_000 }), Type.Null()]),
});
export type JudgeRequest = Static<typeof JudgeRequest>;

export const JudgeAnswer = Type.Object({
  findings: Type.Array(
    Type.Object({
      severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('notice')]),
      code: Type.String(),
      seen: Type.String(),
      expected: Type.String(),
      remedy: Type.String(),
    }),
  ),
});
export type JudgeAnswer = Static<typeof JudgeAnswer>;
