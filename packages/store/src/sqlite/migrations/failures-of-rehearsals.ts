/** A failed rehearsal is about the coming trust, beside what failed at the address as it is; '' is no rehearsal. */
export const failuresOfRehearsals = `
alter table failures rename to failures_before;
create table failures (
  "clientId" text not null references clients ("id"),
  "address" text not null,
  "trust" text not null,
  "code" text not null,
  "at" integer not null,
  "certificateSha256" text,
  "message" text,
  primary key ("clientId", "address", "trust")
) strict, without rowid;
insert into failures select "clientId", "address", '', "code", "at", "certificateSha256", "message" from failures_before;
drop table failures_before;
`;
