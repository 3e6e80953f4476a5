/** ACME accounts and orders; `keyPem` is sealed in both. Orders outlive their account: they are the history. */
export const acme = `
create table acme_accounts (
  "id" text primary key,
  "name" text not null unique,
  "directoryUrl" text not null,
  "anchorPem" text,
  "issuerAnchorPem" text,
  "email" text,
  "keyPem" text not null,
  "url" text,
  "createdAt" integer not null
) strict;

create table acme_orders (
  "id" text primary key,
  "accountId" text not null,
  "certificateId" text not null,
  "certificateName" text not null,
  "hostnames" text not null,
  "challenge" text not null,
  "dnsHook" text,
  "requestPem" text not null,
  "keyPem" text not null,
  "state" text not null,
  "orderUrl" text,
  "certificateUrl" text,
  "renews" text,
  "replaces" text,
  "failures" integer not null,
  "nextTryAt" integer not null,
  "error" text not null,
  "renewal" text not null,
  "requestedBy" text not null,
  "requestedAt" integer not null,
  "endedAt" integer
) strict;
create index acme_orders_by_time on acme_orders ("requestedAt", "id");
`;
