/**
 * Admins have roles, and some are of one tenant alone. Names are unique within each, so both tables are made anew. Those
 * there were did everything, and so did their API tokens.
 */
export const rolesAndTenantsOfAdmins = `
create table new_admins (
  "id" text primary key,
  "name" text not null,
  "role" text not null,
  "tenantId" text references tenants ("id") on delete cascade,
  "passwordHash" text,
  "totpSecret" text,
  "totpState" text,
  "identity" text,
  "createdAt" integer not null
) strict;
insert into new_admins ("id", "name", "role", "passwordHash", "createdAt")
  select "id", "name", 'admin', "passwordHash", "createdAt" from admins;

create table new_credentials (
  "secretSha256" text primary key,
  "kind" text not null,
  "adminId" text not null references new_admins ("id") on delete cascade,
  "name" text not null,
  "role" text not null,
  "createdAt" integer not null,
  "expiresAt" integer not null
) strict;
insert into new_credentials ("secretSha256", "kind", "adminId", "name", "role", "createdAt", "expiresAt")
  select "secretSha256", "kind", "adminId", "name", 'admin', "createdAt", "expiresAt" from credentials;

drop table credentials;
drop table admins;
alter table new_admins rename to admins;
alter table new_credentials rename to credentials;
create unique index one_admin_per_name on admins (coalesce("tenantId", ''), "name");
create unique index one_admin_per_identity on admins (coalesce("tenantId", ''), "identity") where "identity" is not null;
create index admins_of_tenant on admins ("tenantId");
create index credentials_of_admin on credentials ("adminId");
create unique index one_api_token_per_name on credentials ("adminId", "name") where "kind" = 'api-token';

-- Without a reference to tenants: the trail outlives them.
alter table audit add column "tenantId" text;
create index audit_of_tenant on audit ("tenantId", "sequence");
`;
