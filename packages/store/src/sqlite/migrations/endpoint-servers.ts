/** The stand-alone endpoint servers of tenants: gone with their tenant. */
export const endpointServers = `
create table endpoint_servers (
  "id" text primary key,
  "tenantId" text not null references tenants ("id") on delete cascade,
  "name" text not null,
  "state" text not null,
  "sealingKey" text not null,
  "proposed" text not null,
  "saved" text not null,
  "inForce" text not null,
  "serving" text not null,
  "offer" text not null,
  "applied" integer not null,
  "lag" text not null,
  "local" text not null,
  "report" text not null,
  "proven" text not null,
  "joinedAt" integer not null
) strict;
create unique index one_endpoint_server_per_name on endpoint_servers ("tenantId", "name");
`;
