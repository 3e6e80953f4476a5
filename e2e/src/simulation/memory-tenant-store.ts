import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { MemoryComputers } from '@causeway/platform/testing';

/** A tenant's store in memory, for worlds that are begun by the hundred. */
export class MemoryTenantStore extends MemoryEndpointStore {
  readonly computers = new MemoryComputers();
}
