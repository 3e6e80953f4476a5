import { createHash } from 'node:crypto';
import { asId, type ClientId, type TenantId } from '@causeway/contract';

/** Where the version of a UUID is written. */
const VERSION_AT = 14;

/** Whether a client has no key, and is whoever says so. */
export function isForeignClientId(id: ClientId): boolean {
  return id[VERSION_AT] === '8';
}

/**
 * The id under which a tenant knows a foreign agent: the same wherever it comes by, without anybody being asked. A UUID
 * of version 8 (RFC 9562 section 5.8), so that no native client ever has it.
 * @param machine what tells machines under one device id apart; '' for the first one
 */
export function foreignClientId(tenantId: TenantId, deviceId: string, machine = ''): ClientId {
  const hash = createHash('sha256')
    .update(JSON.stringify(['foreign', tenantId, deviceId, machine]))
    .digest();
  // Both have a value: a SHA-256 has 32 bytes.
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return asId<ClientId>(parts.join('-'));
}
