import type { DatabaseKind } from './database-kind.ts';
import { clientCounts } from './migrations/client-counts.ts';
import { endpointServersOfTenant } from './migrations/endpoint-servers-of-tenant.ts';
import { failuresOfRehearsals } from './migrations/failures-of-rehearsals.ts';
import { inventory } from './migrations/inventory.ts';
import { orderAndDoubt } from './migrations/order-and-doubt.ts';
import { softwareBuckets } from './migrations/software-buckets.ts';
import { tenantSettings } from './migrations/tenant-settings.ts';

const initial = `
create table clients (
  "id" text primary key,
  "name" text not null,
  "kind" text not null,
  "publicKey" text not null,
  "standing" text not null,
  "waiver" text not null,
  "enrolledAt" integer not null
) strict, without rowid;
create index clients_by_name on clients ("name", "id");
create unique index one_client_per_key on clients ("publicKey") where "publicKey" <> '';

-- What changes with every batch, apart from what hardly ever does.
create table contacts (
  "clientId" text primary key references clients ("id"),
  "lastSeenAt" integer,
  "lastAddress" text,
  "fetchedRevision" integer not null,
  "appliedRevision" integer not null,
  "clockSkewSeconds" real not null,
  "version" text not null
) strict, without rowid;

create table evidence (
  "clientId" text not null references clients ("id"),
  "address" text not null,
  "trust" text not null,
  "at" integer not null,
  primary key ("clientId", "address", "trust")
) strict, without rowid;

create table failures (
  "clientId" text not null references clients ("id"),
  "address" text not null,
  "code" text not null,
  "at" integer not null,
  "certificateSha256" text,
  "message" text,
  primary key ("clientId", "address")
) strict, without rowid;

create table tokens (
  "id" text primary key,
  "secret" text not null,
  "createdAt" integer not null,
  "expiresAt" integer not null,
  "usesLeft" integer not null
) strict;

create table revisions (
  "revision" integer primary key,
  "file" text not null,
  "publishedAt" integer not null,
  "keyIds" text not null
) strict;

-- The key ids of revisions once more, to find the newest revision of a key.
create table signers (
  "keyId" text not null,
  "revision" integer not null references revisions ("revision"),
  primary key ("keyId", "revision")
) strict, without rowid;

create table signing_keys (
  "id" text primary key,
  "publicKey" text not null,
  "privateKeyPem" text not null,
  "createdAt" integer not null,
  "role" text not null
) strict;

create table inventories (
  "clientId" text primary key references clients ("id"),
  "receivedAt" integer not null,
  "address" text not null,
  "document" text not null
) strict;
`;

/** A tenant's database in SQLite. Columns are named as the records of the ports. */
export const tenantDatabase: DatabaseKind = {
  name: 'the database of a Causeway tenant',
  // "CWte" in ASCII.
  applicationId: 0x43577465,
  migrations: [
    initial,
    tenantSettings,
    failuresOfRehearsals,
    clientCounts,
    endpointServersOfTenant,
    inventory,
    orderAndDoubt,
    softwareBuckets,
  ],
};
