import { describe } from 'node:test';
import { testActions } from './endpoint-store-actions.ts';
import { testBatches } from './endpoint-store-batches.ts';
import { testClients } from './endpoint-store-clients.ts';
import { testEnrollment } from './endpoint-store-enrollment.ts';
import { testForeign } from './endpoint-store-foreign.ts';
import { testInventories } from './endpoint-store-inventories.ts';
import { testObservations } from './endpoint-store-observations.ts';
import { testPublishing } from './endpoint-store-publishing.ts';
import { testStandings } from './endpoint-store-standings.ts';
import type { OpenEndpointStore } from './open-endpoint-store.ts';

/** The contract of EndpointStore. `open` answers an empty store each time. */
export function describeEndpointStore(name: string, open: OpenEndpointStore): void {
  describe(`EndpointStore, enrollment: ${name}`, () => testEnrollment(open));
  describe(`EndpointStore, clients: ${name}`, () => testClients(open));
  describe(`EndpointStore, observations: ${name}`, () => testObservations(open));
  describe(`EndpointStore, standings: ${name}`, () => testStandings(open));
  describe(`EndpointStore, inventories: ${name}`, () => testInventories(open));
  describe(`EndpointStore, foreign agents: ${name}`, () => testForeign(open));
  describe(`EndpointStore, actions: ${name}`, () => testActions(open));
  describe(`EndpointStore, batches: ${name}`, () => testBatches(open));
  describe(`EndpointStore, publishing: ${name}`, () => testPublishing(open));
}
