import type { Address, EndpointServerId } from '@causeway/contract';
import type {
  EndpointServerState,
  JudgeAnswer,
  JudgeRequest,
  SyncAnswer,
  SyncRequest,
} from '@causeway/contract/upstream-messages';

/** What the platform knows of the stand-alone endpoint servers of one tenant, as far as they ask for it. */
export interface EndpointServerRegistry {
  /** Undefined for one that never synchronized. */
  stateOf(id: EndpointServerId): Promise<EndpointServerState | undefined>;
  /** The addresses at which clients may come to it: evidence elsewhere is not its to give. */
  addressesOf(id: EndpointServerId): Promise<ReadonlySet<Address>>;
  /**
   * Notes what it says of itself and answers what is news to it; without news it holds for SYNC_HOLD_SECONDS, unless
   * the request is urgent or the signal aborts. The first sync makes it known, as `pending`, under the name it was
   * enrolled by.
   * @throws ENDPOINT_SERVER_NAME_INVALID, ENDPOINT_SERVER_NAME_TAKEN
   */
  sync(
    sender: { readonly id: EndpointServerId; readonly name: string; readonly upstream: Address },
    request: SyncRequest,
    signal: AbortSignal,
  ): Promise<SyncAnswer>;
  /** What would become of the clients. @throws ENDPOINT_SERVER_PENDING */
  judge(id: EndpointServerId, request: JudgeRequest): Promise<JudgeAnswer>;
}
