import { type Static, Type } from 'typebox';
import {
  ActiveWindowSeconds,
  GroupView,
  InventoryIntervalSeconds,
  PollingIntervalSeconds,
} from './groups.ts';
import { BindingSchema, Hostname, Milliseconds, Name, Nullable, PortNumber } from './primitives.ts';

const proxyFrom = Type.Array(Type.String({ maxLength: 100 }), {
  minItems: 1,
  maxItems: 100,
  description: 'IP addresses and CIDR blocks that the proxy connects from',
});

export const SiteView = Type.Object({
  hostname: Type.String(),
  binding: BindingSchema,
  httpPort: Type.Integer(),
  httpsPort: Type.Integer(),
  certificate: Nullable(Type.String({ description: 'name of the certificate' })),
  rescue: Type.Boolean({
    description: 'whether the HTTP port keeps serving the signed config.ini under `https`',
  }),
  proxy: Nullable(
    Type.Object({ from: proxyFrom, port: Type.Integer({ description: 'where we listen for the proxy' }) }),
  ),
});
export type SiteView = Static<typeof SiteView>;

export const ListenerView = Type.Object({
  address: Type.String(),
  serves: Type.Union([Type.Literal('everything'), Type.Literal('rescue')]),
  certificate: Nullable(Type.String()),
  coming: Nullable(Type.String({ description: 'name of the certificate that is rehearsed here' })),
});

export type ListenerView = Static<typeof ListenerView>;

export const TenantView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  saved: SiteView,
  inForce: SiteView,
  serving: Type.Array(ListenerView),
  /** Why the tenant is not served, when it should be. */
  trouble: Nullable(Type.String()),
  revision: Type.Integer(),
  clients: Type.Integer({ description: 'native and foreign ones, those that are retired too' }),
  retired: Type.Integer({ description: 'of these clients' }),
  endpointServers: Type.Integer({
    description: 'stand-alone ones; a crossing counts each as the client of the tenant that it is',
  }),
  activeWindowSeconds: Type.Integer(),
  pollingIntervalSeconds: Type.Integer(),
  inventoryIntervalSeconds: Type.Integer(),
  groups: Type.Array(GroupView),
  foreignAgents: Nullable(
    Type.Object(
      { user: Nullable(Type.String({ description: 'who they sign in as; null without a shared secret' })) },
      { description: 'null when agents of other makers are not taken in' },
    ),
  ),
  createdAt: Milliseconds,
});
export type TenantView = Static<typeof TenantView>;

/** A reverse proxy in front: hostname and ports are those that clients dial at it. What is left out stays as it is. */
const proxy = {
  proxy: Type.Optional(
    Nullable(
      Type.Object(
        { from: Type.Optional(proxyFrom), port: Type.Optional(PortNumber) },
        { additionalProperties: false, description: 'null when clients dial us themselves' },
      ),
    ),
  ),
};

const frequencies = {
  activeWindowSeconds: Type.Optional(ActiveWindowSeconds),
  pollingIntervalSeconds: Type.Optional(PollingIntervalSeconds),
  inventoryIntervalSeconds: Type.Optional(InventoryIntervalSeconds),
};

export const ConfigureFrequencies = Type.Object(frequencies, {
  additionalProperties: false,
  minProperties: 1,
});
export type ConfigureFrequencies = Static<typeof ConfigureFrequencies>;

/** What all foreign agents of a tenant show by Basic authentication (RFC 7617). */
export const SharedSecret = Type.Object(
  {
    user: Type.String({
      pattern: '^[^:\\u0000-\\u001f\\u007f]{1,200}$',
      description: 'without a colon (RFC 7617 section 2)',
    }),
    password: Type.String({ maxLength: 1024 }),
  },
  { additionalProperties: false },
);
export type SharedSecret = Static<typeof SharedSecret>;

const ForeignAgents = Nullable(
  Type.Object(
    { secret: Type.Optional(Nullable(SharedSecret)) },
    {
      additionalProperties: false,
      description: 'null: agents of other makers are not taken in. A secret that is left out stays as it is',
    },
  ),
);

export const ConfigureForeignAgents = Type.Object(
  { foreignAgents: ForeignAgents },
  { additionalProperties: false },
);
export type ConfigureForeignAgents = Static<typeof ConfigureForeignAgents>;

export const CreateTenant = Type.Object(
  {
    name: Name,
    hostname: Hostname,
    binding: Type.Optional(BindingSchema),
    httpPort: Type.Optional(PortNumber),
    httpsPort: Type.Optional(PortNumber),
    certificate: Type.Optional(Type.String({ maxLength: 300, description: 'name of the certificate' })),
    ...proxy,
    ...frequencies,
    dryRun: Type.Optional(Type.Boolean({ description: 'say what was found and create nothing' })),
  },
  { additionalProperties: false },
);
export type CreateTenant = Static<typeof CreateTenant>;

/** The Website tab: what is left out stays as it is. */
export const ConfigureTenant = Type.Object(
  {
    hostname: Type.Optional(Hostname),
    binding: Type.Optional(BindingSchema),
    httpPort: Type.Optional(PortNumber),
    httpsPort: Type.Optional(PortNumber),
    certificate: Type.Optional(Type.String({ maxLength: 300, description: 'name of the certificate' })),
    rescue: Type.Optional(Type.Boolean()),
    ...proxy,
    ...frequencies,
    foreignAgents: Type.Optional(ForeignAgents),
    now: Type.Optional(
      Type.Boolean({ description: 'refuse unless the law holds already, instead of waiting for the fleet' }),
    ),
    dryRun: Type.Optional(Type.Boolean({ description: 'say what would happen and change nothing' })),
  },
  { additionalProperties: false },
);
export type ConfigureTenant = Static<typeof ConfigureTenant>;

export const FindingView = Type.Object({
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('notice')]),
  code: Type.String(),
  seen: Type.String(),
  expected: Type.String(),
  remedy: Type.String(),
});

export const ConfigureAnswer = Type.Object({
  /** Absent when nothing differs from what is in force. */
  change: Type.Optional(Type.String({ description: 'id of the change that was started' })),
  dryRun: Type.Boolean(),
  steps: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
  findings: Type.Array(FindingView),
});
export type ConfigureAnswer = Static<typeof ConfigureAnswer>;

/** Gives every tenant that has one certificate another: one change with one plan. */
export const ReplaceCertificate = Type.Object(
  {
    with: Type.String({ maxLength: 300, description: 'name of the certificate that comes' }),
    now: ConfigureTenant.properties.now,
    dryRun: ConfigureTenant.properties.dryRun,
  },
  { additionalProperties: false },
);
export type ReplaceCertificate = Static<typeof ReplaceCertificate>;

/** A trust anchor that clients are told of. */
export const AnchorView = Type.Object({
  name: Type.String({ description: 'as config.ini names it' }),
  sha256: Type.String(),
  subject: Type.String(),
  notAfter: Milliseconds,
  pem: Type.String(),
});
export type AnchorView = Static<typeof AnchorView>;

/** Where the database of a tenant is kept. */
export const DatabaseView = Type.Object({
  kind: Type.Enum(['sqlite']),
  file: Type.String({ description: 'on the machine of the server' }),
  bytes: Type.Integer({ description: 'on disk, with what is written and not merged yet' }),
});
export type DatabaseView = Static<typeof DatabaseView>;

/** The keys that sign a tenant's config.ini, by id. */
export const SigningKeysView = Type.Object({
  current: Type.String(),
  next: Nullable(Type.String({ description: 'announced, and about to take over' })),
});
export type SigningKeysView = Static<typeof SigningKeysView>;
