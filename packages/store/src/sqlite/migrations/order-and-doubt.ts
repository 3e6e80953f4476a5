/**
 * Actions in the order in which they were asked: ids of one millisecond are in none. And since when evidence of a client
 * counts, where older evidence may be of another machine under the same device id.
 */
export const orderAndDoubt = `
create table actions_in_order (
  "sequence" integer primary key,
  "id" text not null unique,
  "clientId" text not null references clients ("id"),
  "action" text not null,
  "by" text not null,
  "at" integer not null,
  "state" text not null,
  "doneAt" integer,
  "message" text
) strict;
insert into actions_in_order ("id", "clientId", "action", "by", "at", "state", "doneAt", "message")
select "id", "clientId", "action", "by", "at", "state", "doneAt", "message" from actions order by "id";
drop table actions;
alter table actions_in_order rename to actions;
create index actions_by_client on actions ("clientId", "sequence");
create index actions_waiting on actions ("clientId", "sequence") where "state" = 'waiting';

create table doubted_evidence (
  "clientId" text primary key references clients ("id"),
  "until" integer not null
) strict, without rowid;
-- Of device ids that were shared already: the second machine became a client when it was first heard of.
insert into doubted_evidence
select c."id", min(o."enrolledAt") from clients c join clients o on o."deviceId" = c."deviceId" and o."id" <> c."id"
where not exists (select 1 from clients e where e."deviceId" = c."deviceId" and e."enrolledAt" < c."enrolledAt")
group by c."id";
`;
