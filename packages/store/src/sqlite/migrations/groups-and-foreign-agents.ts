/** Clients with frequencies of their own, and whether agents of other makers are taken in. */
export const groupsAndForeignAgents = `
alter table tenants add column "groups" text not null default '[]';
alter table tenants add column "foreignAgents" text not null default 'null';
`;
