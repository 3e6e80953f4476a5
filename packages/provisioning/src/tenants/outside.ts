import { checkNeighbors, proveListener, proveRehearsal } from '@causeway/bindings';
import { checkHostnameResolves, checkPortFree } from '@causeway/certificates';
import { type Rest, restFor } from '@causeway/changes';
import { startVerdict } from '@causeway/reachability';

/** What changes ask of the world beyond our own sockets and databases, and the law that they obey. */
export interface Outside {
  readonly proveListener: typeof proveListener;
  readonly proveRehearsal: typeof proveRehearsal;
  readonly checkNeighbors: typeof checkNeighbors;
  readonly checkHostnameResolves: (hostname: string) => ReturnType<typeof checkHostnameResolves>;
  readonly checkPortFree: (port: number) => ReturnType<typeof checkPortFree>;
  readonly startVerdict: typeof startVerdict;
  readonly rest: Rest;
}

/** The real one. A simulated fleet brings its own. */
export const outside: Outside = {
  proveListener,
  proveRehearsal,
  checkNeighbors,
  checkHostnameResolves,
  checkPortFree,
  startVerdict,
  rest: restFor,
};
