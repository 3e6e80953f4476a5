import { type Bindings, type DialOptions, type Proof, proveListener } from '@causeway/bindings';
import type { ServedListener } from './served-listener.ts';
import { toProofTarget } from './to-bound.ts';

export type ProveOwn = (listener: ServedListener, options: DialOptions) => Promise<Proof[]>;

/** Dials a listener of this process by its name; behind a proxy, it looks at how the request comes in as well. */
export function proveOwnAt(bindings: Pick<Bindings, 'expectArrival'>): ProveOwn {
  return async (listener, options) => {
    const target = toProofTarget(listener);
    const { scheme, hostname, port, proxy } = listener;
    if (proxy === undefined) return proveListener(target, options);
    await using arrival = await bindings.expectArrival({ scheme, hostname, port, proxy });
    return await proveListener({ ...target, proxied: { arrival } }, options);
  };
}
