import type { DatabaseKind } from '../sqlite/database-kind.ts';

const initial = `
create table settings (
  "key" text primary key,
  "value" text not null
) strict, without rowid;

-- Autoincrement, so that no sequence is ever given out a second time. The text comes last: sizes are read without it.
create table entries (
  "sequence" integer primary key autoincrement,
  "at" integer not null,
  "bytes" integer not null,
  "entry" text not null
) strict;

create table known_clients (
  "id" text primary key,
  "name" text not null,
  "publicKey" text not null,
  "standing" text not null,
  "usedAt" integer not null
) strict, without rowid;
create index known_clients_by_use on known_clients ("usedAt", "id");

create table files (
  "revision" integer primary key,
  "keyIds" text not null,
  "file" text not null
) strict;

create table signers (
  "keyId" text not null,
  "revision" integer not null references files ("revision") on delete cascade,
  primary key ("keyId", "revision")
) strict, without rowid;
create index signers_of_revision on signers ("revision");
`;

/** What each of them is asked to do, as JSON. */
const actions = `alter table known_clients add column "actions" text not null default '[]'`;

/** The database of a stand-alone endpoint server in SQLite: its spool, and what it keeps of its platform. */
export const endpointServerDatabase: DatabaseKind = {
  name: 'the database of a Causeway endpoint server',
  // "CWes" in ASCII.
  applicationId: 0x43576573,
  migrations: [initial, actions],
};
