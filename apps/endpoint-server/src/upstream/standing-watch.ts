import type { EndpointServerState } from '@causeway/contract/upstream-messages';
import type { Say } from '../events/endpoint-event.ts';

interface Standing {
  readonly standing: EndpointServerState;
  readonly tenantName: string;
  readonly name: string;
}

/** What the platform makes of this endpoint server, said whenever it is another, and once after a start. */
export class StandingWatch {
  readonly #say: Say;
  #said: EndpointServerState | undefined;

  constructor(say: Say) {
    this.#say = say;
  }

  heard({ standing, tenantName, name }: Standing): void {
    if (this.#said === standing) return;
    this.#said = standing;
    const kind = ({ pending: 'waiting', authorized: 'authorized', retired: 'retired' } as const)[standing];
    this.#say({ kind, tenantName, name });
  }
}
