import { generateKeyPairSync, type KeyObject, randomUUIDv7 } from 'node:crypto';
import { asId, type ClientId } from '@causeway/contract';
import type { EndpointStore } from '@causeway/endpoint';

export interface EnrolledClient {
  readonly id: ClientId;
  readonly privateKey: KeyObject;
}

/** Enrolls that many clients straight into a tenant's store. */
export async function enrollFleet(store: EndpointStore, count: number): Promise<EnrolledClient[]> {
  const at = Date.now();
  await store.tokens.add({
    id: 'bench',
    secret: '',
    createdAt: at,
    expiresAt: at + 3_600_000,
    usesLeft: count,
    purpose: 'client',
    group: null,
  });
  const fleet: EnrolledClient[] = [];
  for (let index = 0; index < count; index++) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const id = asId<ClientId>(randomUUIDv7());
    await store.clients.enroll(
      {
        id,
        ...{
          name: `client-${index}`,
          kind: 'native',
          publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
          standing: 'enrolled',
        },
        ...{
          waiver: null,
          enrolledAt: at,
          lastSeenAt: null,
          lastAddress: null,
          fetchedRevision: 0,
          appliedRevision: 0,
        },
        ...{ clockSkewSeconds: 0, version: 'bench', group: null, deviceId: null },
      },
      'bench',
      at,
    );
    fleet.push({ id, privateKey });
  }
  return fleet;
}
