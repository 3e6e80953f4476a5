import type { DatabaseKind } from './database-kind.ts';
import { acme } from './migrations/acme.ts';
import { authorities } from './migrations/authorities.ts';
import { certificateRenewals } from './migrations/certificate-renewals.ts';
import { changesOfSeveralTenants } from './migrations/changes-of-several-tenants.ts';
import { crossingSamples } from './migrations/crossing-samples.ts';
import { endpointServers } from './migrations/endpoint-servers.ts';
import { groupsAndForeignAgents } from './migrations/groups-and-foreign-agents.ts';
import { notices } from './migrations/notices.ts';
import { rolesAndTenantsOfAdmins } from './migrations/roles-and-tenants-of-admins.ts';
import { usesOfCredentials } from './migrations/uses-of-credentials.ts';

const initial = `
create table certificates (
  "id" text primary key,
  "name" text not null unique,
  "origin" text not null,
  "chainPem" text not null,
  "keyPem" text not null,
  "anchorPem" text not null,
  "sha256" text not null,
  "anchorSha256" text not null,
  "subject" text not null,
  "issuer" text not null,
  "hostnames" text not null,
  "notBefore" integer not null,
  "notAfter" integer not null,
  "createdAt" integer not null
) strict;

create table tenants (
  "id" text primary key,
  "name" text not null unique,
  "saved" text not null,
  "inForce" text not null,
  "serving" text not null,
  "activeWindowMs" integer not null,
  "pollingIntervalSeconds" integer not null,
  "inventoryIntervalSeconds" integer not null,
  "createdAt" integer not null
) strict;

-- Without a reference to tenants: the history outlives them.
create table changes (
  "id" text primary key,
  "tenantId" text not null,
  "kind" text not null,
  "plan" text not null,
  "state" text not null,
  "requestedBy" text not null,
  "requestedAt" integer not null,
  "endedAt" integer,
  "error" text not null,
  "steps" text not null
) strict;
create index changes_by_time on changes ("requestedAt", "id");
create index changes_of_tenant on changes ("tenantId", "requestedAt", "id");
create unique index one_unfinished_change_per_tenant on changes ("tenantId")
  where "state" in ('running', 'crossing', 'undoing');

create table admins (
  "id" text primary key,
  "name" text not null unique,
  "passwordHash" text not null,
  "createdAt" integer not null
) strict;

create table credentials (
  "secretSha256" text primary key,
  "kind" text not null,
  "adminId" text not null references admins ("id"),
  "name" text not null,
  "createdAt" integer not null,
  "expiresAt" integer not null
) strict;
create index credentials_of_admin on credentials ("adminId");
create unique index one_api_token_per_name on credentials ("adminId", "name") where "kind" = 'api-token';

create table audit (
  "sequence" integer primary key autoincrement,
  "at" integer not null,
  "actor" text not null,
  "action" text not null,
  "subject" text not null,
  "outcome" text not null,
  "detail" text not null
) strict;
create trigger audit_refuses_update before update on audit
  begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_refuses_delete before delete on audit
  begin select raise(abort, 'the audit log is append-only'); end;

create table settings (
  "key" text primary key,
  "value" text not null
) strict, without rowid;
`;

/** Provisioning's database in SQLite. Columns are named as the records of the ports. */
export const provisioningDatabase: DatabaseKind = {
  name: "Causeway's provisioning database",
  // "CWpr" in ASCII.
  applicationId: 0x43577072,
  migrations: [
    initial,
    changesOfSeveralTenants,
    authorities,
    notices,
    acme,
    certificateRenewals,
    endpointServers,
    groupsAndForeignAgents,
    rolesAndTenantsOfAdmins,
    crossingSamples,
    usesOfCredentials,
  ],
};
