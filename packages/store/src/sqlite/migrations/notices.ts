/** Notices, the channels that carry them, and each on its way; `secret` is sealed. */
export const notices = `
create table notice_channels (
  "id" text primary key,
  "name" text not null unique,
  "kind" text not null,
  "settings" text not null,
  "secret" text,
  "createdAt" integer not null
) strict;

create table notices (
  "sequence" integer primary key autoincrement,
  "series" text not null,
  "step" integer not null,
  "kind" text not null,
  "subject" text not null,
  "severity" text not null,
  "text" text not null,
  "details" text not null,
  "raisedAt" integer not null
) strict;
create unique index one_notice_per_step on notices ("series", "step");

create table notice_deliveries (
  "channelId" text not null references notice_channels ("id") on delete cascade,
  "sequence" integer not null references notices ("sequence"),
  "state" text not null,
  "attempts" integer not null,
  "triedAt" integer,
  "nextTryAt" integer not null,
  "sentAt" integer,
  "error" text not null,
  primary key ("channelId", "sequence")
) strict, without rowid;
create index deliveries_by_state on notice_deliveries ("channelId", "state", "nextTryAt");
create index deliveries_by_try on notice_deliveries ("channelId", "triedAt");
create index deliveries_of_notice on notice_deliveries ("sequence");
`;
