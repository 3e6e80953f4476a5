/** Small values of a tenant's database: the id of the installation key that its secrets are sealed under. */
export const tenantSettings = `
create table settings (
  "key" text primary key,
  "value" text not null
) strict, without rowid;
`;
