/** When and where a credential was used last, by which program, and of a session by which scheme it is sent. */
export const usesOfCredentials = `
alter table credentials add column "scheme" text;
alter table credentials add column "lastUsedAt" integer;
alter table credentials add column "lastUsedFrom" text;
alter table credentials add column "userAgent" text;
`;
