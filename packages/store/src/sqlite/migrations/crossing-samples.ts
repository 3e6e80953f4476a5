/** What the crossing of a tenant had come to, from time to time; `crossing` is a digest of where it leads. */
export const crossingSamples = `
create table crossing_samples (
  "tenantId" text not null references tenants ("id") on delete cascade,
  "at" integer not null,
  "crossing" text not null,
  "proven" integer not null,
  "blocking" integer not null,
  "sleeping" integer not null,
  "waived" integer not null,
  primary key ("tenantId", "at")
) strict, without rowid;
`;
