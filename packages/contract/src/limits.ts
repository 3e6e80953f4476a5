/** Of a request to provisioning, in bytes: room for a certificate file of 10 MB in JSON, so that what is wrong with it can be said. */
export const BODY_LIMIT = 32 * 1024 * 1024;
/** Of a list, as JSON. Files have as many as there are. */
export const MOST_ROWS_A_PAGE = 1_000;
