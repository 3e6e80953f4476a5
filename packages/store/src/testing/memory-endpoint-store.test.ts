import { MemoryEndpointStore } from '@causeway/endpoint/testing';
import { describeEndpointStore } from './endpoint-store.contract.ts';

describeEndpointStore('memory', async () => new MemoryEndpointStore());
