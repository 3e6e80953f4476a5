/** Columns that computers are put in order and found by, and how many of 100,000 have the same there. */
const orderColumns = [
  ['name', 1],
  ['domain', 50_000],
  ['osFamily', 30_000],
  ['osName', 10_000],
  ['osVersion', 10_000],
  ['manufacturer', 10_000],
  ['model', 500],
  ['serialNumber', 1],
  ['uuid', 1],
  ['cpu', 1_000],
  ['cpuCores', 10_000],
  ['memoryBytes', 5_000],
  ['storageBytes', 1_000],
  ['ip', 1],
  ['lastUser', 5],
  ['collectedBy', 20_000],
  ['softwareCount', 100],
  ['firstSeenAt', 1],
  ['inventoryAt', 1],
  ['changedAt', 1],
] as const;

/** Of each index: its rows, and how many of them have the same first, first two, … columns. */
const statistics = [
  ...orderColumns.map(([column, same]) => ['computers', `computers_by_${column}`, `100000 100000 ${same}`]),
  ['computers', 'computers_by_client', '100000 1'],
  ['software', 'software_by_key', '20000 3 1 1 1 1'],
  ['software', 'software_by_name', '20000 3'],
  ['software', 'software_by_publisher', '20000 50'],
  ['installations', 'installations', '100000000 1000 1'],
  ['software_presence', 'software_presence', '20000000 10000 1'],
  ['changes', 'changes_by_computer', '1000000 10 2'],
  ['changes', 'changes_by_time', '1000000 5'],
  ['computer_marks', 'computer_marks', '300000 1 1'],
] as const;

/**
 * Groups of clients, foreign agents, actions, and what is known of computers. Of a computer and of software '' and 0
 * stand for what is not known: inventories hold neither, and lists are ordered and paged without nulls.
 */
export const inventory = `
alter table clients add column "group" text;
alter table clients add column "deviceId" text;
create index clients_by_device on clients ("deviceId") where "deviceId" is not null;
alter table tokens add column "group" text;

-- Why a forwarded document was passed over; null of one that was taken in.
alter table uploads add column "code" text;

create table newest_uploads (
  "clientId" text primary key references clients ("id"),
  "receivedAt" integer not null,
  "address" text not null
) strict, without rowid;
insert into newest_uploads select "clientId", "receivedAt", "address" from inventories;
drop table inventories;

create table computers (
  "id" integer primary key,
  "clientId" text not null references clients ("id"),
  "name" text not null collate nocase,
  "domain" text not null collate nocase default '',
  "osFamily" text not null default '',
  "osName" text not null collate nocase default '',
  "osVersion" text not null collate nocase default '',
  "manufacturer" text not null collate nocase default '',
  "model" text not null collate nocase default '',
  "serialNumber" text not null collate nocase default '',
  "uuid" text not null collate nocase default '',
  "cpu" text not null collate nocase default '',
  "cpuCores" integer not null default 0,
  "memoryBytes" integer not null default 0,
  "storageBytes" integer not null default 0,
  "ip" text not null default '',
  "lastUser" text not null collate nocase default '',
  "collectedBy" text not null collate nocase default '',
  "softwareCount" integer not null default 0,
  "firstSeenAt" integer not null,
  "inventoryAt" integer not null,
  "changedAt" integer not null,
  "archivedAt" integer not null default 0
) strict;
create index computers_by_client on computers ("clientId");
${orderColumns.map(([column]) => `create index "computers_by_${column}" on computers ("archivedAt", "${column}");`).join('\n')}

-- What the next inventory is compared with, and what nobody filters by: the rows above stay short, as they are read
-- through where no index helps.
create table computer_reports (
  "computerId" integer primary key references computers ("id"),
  "fingerprint" text not null,
  "identity" text not null,
  "collectors" text not null
) strict;

-- What of a computer is no software, as JSON.
create table computer_parts (
  "computerId" integer not null references computers ("id"),
  "part" text not null,
  "fingerprint" text not null,
  "sections" text not null,
  unique ("computerId", "part")
) strict;

-- By what two computers may turn out to be one.
create table computer_marks (
  "mark" text not null,
  "computerId" integer not null references computers ("id"),
  primary key ("mark", "computerId")
) strict, without rowid;
create index computer_marks_by_computer on computer_marks ("computerId");

create table software (
  "id" integer primary key,
  "name" text not null,
  "version" text not null,
  "publisher" text not null,
  "architecture" text not null,
  "source" text not null,
  "firstSeenAt" integer not null
) strict;
create unique index software_by_key on software ("name", "version", "publisher", "architecture", "source");
create index software_by_name on software ("name" collate nocase);
create index software_by_publisher on software ("publisher" collate nocase);

-- Apart from what hardly ever changes: every new computer writes a thousand of these.
create table software_counts (
  "softwareId" integer primary key,
  "installations" integer not null
) strict;

-- Without foreign keys: they would be looked up twice for each of a thousand rows, and nothing is ever deleted.
create table installations (
  "computerId" integer not null,
  "softwareId" integer not null,
  "since" integer not null,
  "sizeBytes" integer,
  "installedAt" integer,
  primary key ("computerId", "softwareId")
) strict, without rowid;

-- Which computers have it, 64 in a row: bit n of "computers" is the computer "chunk" * 64 + n. An index of installations
-- by software would write a page for each of the thousand packages of a new computer; here they are side by side.
create table software_presence (
  "chunk" integer not null,
  "softwareId" integer not null,
  "computers" integer not null,
  primary key ("chunk", "softwareId")
) strict, without rowid;
create table chunk_places ("place" integer primary key) strict;
insert into chunk_places select "key" from json_each('[${Array.from({ length: 64 }, () => 0)}]');

create table changes (
  "id" integer primary key,
  "computerId" integer not null references computers ("id"),
  "at" integer not null,
  "section" text not null,
  "kind" text not null,
  "what" text not null,
  "before" text not null,
  "after" text not null
) strict;
create index changes_by_computer on changes ("computerId", "at");
create index changes_by_time on changes ("at");

create table duplicates (
  "id" integer primary key,
  "kind" text not null,
  "older" integer not null references computers ("id"),
  "newer" integer not null references computers ("id"),
  "shared" text not null,
  "foundAt" integer not null,
  "state" text not null,
  unique ("older", "newer", "kind")
) strict;
create index duplicates_by_state on duplicates ("state");

create table os_counts (
  "osFamily" text primary key,
  "count" integer not null
) strict, without rowid;
create trigger computers_counted_on_insert after insert on computers when new."archivedAt" = 0 begin
  insert into os_counts values (new."osFamily", 1) on conflict do update set "count" = "count" + 1;
end;
create trigger computers_counted_on_update after update of "osFamily", "archivedAt" on computers begin
  update os_counts set "count" = "count" - 1 where old."archivedAt" = 0 and "osFamily" = old."osFamily";
  insert into os_counts select new."osFamily", 1 where new."archivedAt" = 0
    on conflict do update set "count" = "count" + 1;
end;

${words('computers', ['name', 'domain', 'osName', 'osVersion', 'manufacturer', 'model', 'serialNumber', 'uuid', 'cpu', 'ip', 'lastUser'])}
${words('software', ['name', 'version', 'publisher'])}
create trigger software_counted_on_insert after insert on software begin
  insert into software_counts values (new."id", 0);
end;

create table actions (
  "id" text primary key,
  "clientId" text not null references clients ("id"),
  "action" text not null,
  "by" text not null,
  "at" integer not null,
  "state" text not null,
  "doneAt" integer,
  "message" text
) strict, without rowid;
create index actions_by_client on actions ("clientId", "id");
create index actions_waiting on actions ("clientId", "id") where "state" = 'waiting';

-- Told to the planner once for all (sqlite.org/optoverview.html, section 6.1): plans are the same everywhere, and the
-- tests and benchmarks see those that users have.
analyze sqlite_schema;
insert into sqlite_stat1 values
${statistics.map(([table, index, rows]) => `('${table}', '${index}', '${rows}')`).join(',\n')};
analyze sqlite_schema;

create table diagnostics (
  "clientId" text primary key references clients ("id"),
  "receivedAt" integer not null,
  "document" text not null
) strict;
`;

/** The words of a table's texts, for full-text search; the texts themselves are in that table alone. */
function words(table: string, columns: readonly string[]): string {
  const index = `${table}_words`;
  const list = columns.map((column) => `"${column}"`).join(', ');
  const of = (row: string) => columns.map((column) => `${row}."${column}"`).join(', ');
  const differs = columns.map((column) => `old."${column}" is not new."${column}"`).join(' or ');
  return `
create virtual table ${index} using fts5(
  ${list}, content='${table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
create trigger ${index}_on_insert after insert on ${table} begin
  insert into ${index} (rowid, ${list}) values (new."id", ${of('new')});
end;
create trigger ${index}_on_update after update of ${list} on ${table} when ${differs} begin
  insert into ${index} (${index}, rowid, ${list}) values ('delete', old."id", ${of('old')});
  insert into ${index} (rowid, ${list}) values (new."id", ${of('new')});
end;`;
}
