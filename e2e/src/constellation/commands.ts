import { fileURLToPath } from 'node:url';

/** The programs as an admin starts them. */
export const causewayScript = fileURLToPath(import.meta.resolve('@causeway/server/main'));
export const endpointScript = fileURLToPath(import.meta.resolve('@causeway/endpoint-server/main'));
export const clientScript = fileURLToPath(import.meta.resolve('@causeway/client/main'));
