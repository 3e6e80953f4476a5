/** A change may be about several tenants; each of them has one unfinished change at a time. */
export const changesOfSeveralTenants = `
create table change_tenants (
  "tenantId" text not null,
  "changeId" text not null references changes ("id"),
  "isUnfinished" integer not null,
  primary key ("tenantId", "changeId")
) strict, without rowid;
create unique index one_unfinished_change_for_each_tenant on change_tenants ("tenantId") where "isUnfinished" = 1;
insert into change_tenants
  select "tenantId", "id", "state" in ('running', 'crossing', 'undoing') from changes;
alter table changes add column "tenantIds" text not null default '[]';
update changes set "tenantIds" = json_array("tenantId");
drop index changes_of_tenant;
drop index one_unfinished_change_per_tenant;
alter table changes drop column "tenantId";
`;
