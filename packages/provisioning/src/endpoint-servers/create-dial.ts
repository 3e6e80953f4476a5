import type { Proof } from '@causeway/bindings';
import { certificateIdsOf } from '@causeway/changes';
import type { Listener } from '@causeway/contract';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type { Outside } from '../tenants/outside.ts';
import { dialListener } from '../tenants/prove-site.ts';

export type Dial = (listeners: readonly Listener[], signal: AbortSignal) => Promise<readonly Proof[]>;

export interface DialParts {
  readonly certificates: Pick<CertificatesDesk, 'indexOf'>;
  readonly outside: Outside;
}

/** Dials listeners on other machines from here, all of them at once; what is wrong is in the proofs. */
export function createDial({ certificates, outside }: DialParts): Dial {
  return async (listeners, signal) => {
    const ids = certificateIdsOf(listeners);
    const index = await certificates.indexOf(ids.map((certificateId) => ({ certificateId })));
    const input = { certificates: index, outside, signal };
    const proofs = await Promise.all(listeners.map((listener) => dialListener(listener, input)));
    return proofs.flat();
  };
}
