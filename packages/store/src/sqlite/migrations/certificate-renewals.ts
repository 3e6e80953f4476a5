/** Whether a certificate is renewed by itself, and which one it was made to follow. */
export const certificateRenewals = `
alter table certificates add column "renewal" text not null default 'by-hand';
alter table certificates add column "renews" text;
`;
