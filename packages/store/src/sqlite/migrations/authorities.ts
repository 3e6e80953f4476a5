/** The internal CA and the certificate requests that wait for an answer; `keyPem` is sealed in both. */
export const authorities = `
create table authorities (
  "generation" integer primary key,
  "role" text not null,
  "name" text not null,
  "certificatePem" text not null,
  "keyPem" text not null,
  "sha256" text not null unique,
  "issuerSha256" text not null,
  "domains" text not null,
  "notBefore" integer not null,
  "notAfter" integer not null,
  "createdAt" integer not null
) strict;

create table certificate_requests (
  "publicKeySha256" text primary key,
  "name" text not null unique,
  "keyType" text not null,
  "subject" text not null,
  "hostnames" text not null,
  "requestPem" text not null,
  "keyPem" text not null,
  "createdAt" integer not null
) strict;
`;
