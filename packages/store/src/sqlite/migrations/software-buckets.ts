/**
 * The software of a computer in buckets, so that one that is sent as before need not be read: of each its ids in the
 * catalog, whether what is left of its rows is what the catalog has of them (`rest`, as JSON), and what has no place
 * there. Bucket -1 is all of the software: so is what was there before, until it comes with another.
 */
export const softwareBuckets = `
create table software_buckets (
  "computerId" integer not null references computers ("id"),
  "bucket" integer not null,
  "fingerprint" text not null,
  "softwareIds" text not null,
  "isAsCatalog" integer not null,
  "sections" text not null,
  unique ("computerId", "bucket")
) strict;
insert into software_buckets
  select "computerId", -1, '', (
    select json_group_array("softwareId") from installations i where i."computerId" = p."computerId"
  ), 0, "sections"
  from computer_parts p where "part" = 'software';
update computer_parts set "sections" = '{}' where "part" = 'software';

alter table software add column "rest" text not null default '';
`;
