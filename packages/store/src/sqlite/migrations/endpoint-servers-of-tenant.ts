/**
 * Endpoint servers as clients of their platform, what they forward, and the ledger of uploads. The database gives
 * `sha256` of a text, lower-case hex. Counts by standing are of native and foreign clients alone.
 */
export const endpointServersOfTenant = `
alter table tokens add column "purpose" text not null default 'client';

create table uploads (
  "clientId" text not null references clients ("id"),
  "sha256" text not null,
  "receivedAt" integer not null,
  primary key ("clientId", "sha256")
) strict, without rowid;
insert into uploads select "clientId", sha256("document"), "receivedAt" from inventories;

create table accepted_spools (
  "clientId" text not null references clients ("id"),
  "spool" text not null,
  "sequence" integer not null,
  primary key ("clientId", "spool")
) strict, without rowid;

create table standing_changes (
  "sequence" integer primary key autoincrement,
  "clientId" text not null unique references clients ("id")
) strict;

drop trigger clients_counted_on_insert;
drop trigger clients_counted_on_delete;
drop trigger clients_counted_on_update;
create trigger clients_counted_on_insert after insert on clients when new."kind" <> 'endpoint-server' begin
  update client_counts set "count" = "count" + 1 where "standing" = new."standing";
end;
create trigger clients_counted_on_delete after delete on clients when old."kind" <> 'endpoint-server' begin
  update client_counts set "count" = "count" - 1 where "standing" = old."standing";
end;
create trigger clients_counted_on_update after update of "standing" on clients when new."kind" <> 'endpoint-server' begin
  update client_counts set "count" = "count" - 1 where "standing" = old."standing";
  update client_counts set "count" = "count" + 1 where "standing" = new."standing";
end;
`;
