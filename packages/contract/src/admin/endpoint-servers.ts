import { type Static, Type } from 'typebox';
import { LocalSite } from '../upstream-messages.ts';
import { BindingSchema, Hostname, Milliseconds, Nullable, PortNumber } from './primitives.ts';
import { ConfigureTenant, ListenerView, SiteView } from './tenants.ts';

const ProofView = Type.Object({
  address: Type.String(),
  code: Type.String(),
  seen: Type.String(),
  by: Type.String({ description: '`platform`, or `itself` where the platform does not get through' }),
});

/** A stand-alone endpoint server of a tenant: what was offered to it, what it applied, what was proven from outside. */
export const EndpointServerView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.String({ description: 'pending, authorized or retired' }),
  proposed: LocalSite,
  saved: SiteView,
  inForce: SiteView,
  serving: Type.Array(ListenerView),
  offered: Type.Integer({ description: 'number of the newest offer; 0 for none' }),
  applied: Type.Integer({ description: 'number of the offer that it serves' }),
  proven: Nullable(Type.Object({ at: Milliseconds, proofs: Type.Array(ProofView) })),
  lag: Nullable(Type.Object({ since: Milliseconds, code: Type.String(), seen: Type.String() })),
  trouble: Nullable(Type.Object({ code: Type.String(), seen: Type.String() })),
  local: Nullable(
    Type.Object({
      site: LocalSite,
      certificate: Nullable(Type.String()),
      at: Milliseconds,
      outcome: Type.String(),
      why: Nullable(Type.String()),
    }),
  ),
  version: Nullable(Type.String()),
  upstream: Nullable(Type.String({ description: 'the address of the platform that it uses' })),
  lastSeenAt: Nullable(Milliseconds),
  isAway: Type.Boolean({ description: 'not heard of for 45 seconds' }),
  spool: Nullable(
    Type.Object({
      backlog: Type.Integer(),
      bytes: Type.Integer(),
      maxBytes: Type.Integer(),
      oldestSeconds: Nullable(Type.Number()),
      forwardedAt: Nullable(Milliseconds),
    }),
  ),
  joinedAt: Milliseconds,
});
export type EndpointServerView = Static<typeof EndpointServerView>;

/** What is left out stays as it is; of a pending one, as it was proposed. */
export const ConfigureEndpointServer = Type.Object(
  {
    hostname: Type.Optional(Hostname),
    binding: Type.Optional(BindingSchema),
    httpPort: Type.Optional(PortNumber),
    httpsPort: Type.Optional(PortNumber),
    certificate: ConfigureTenant.properties.certificate,
    rescue: Type.Optional(Type.Boolean()),
    now: ConfigureTenant.properties.now,
    dryRun: ConfigureTenant.properties.dryRun,
  },
  { additionalProperties: false },
);
export type ConfigureEndpointServer = Static<typeof ConfigureEndpointServer>;

export const RetireEndpointServer = Type.Object(
  { dryRun: ConfigureTenant.properties.dryRun },
  { additionalProperties: false },
);
export type RetireEndpointServer = Static<typeof RetireEndpointServer>;

export const InviteEndpointServer = Type.Object(
  { validHours: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 24 * 366 })) },
  { additionalProperties: false },
);
export type InviteEndpointServer = Static<typeof InviteEndpointServer>;
