/** Who is nobody yet sends names, a password and a code. In bytes, as the others. */
export const OPEN_BODY_LIMIT = 16 * 1024;
/** At the address of a tenant certificates are named and never sent. */
export const TENANT_SITE_BODY_LIMIT = 1024 * 1024;
