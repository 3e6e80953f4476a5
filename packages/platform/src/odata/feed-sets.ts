import type { ComputersPort, Page, PageQuery } from '@causeway/inventory';
import { changes, computers, installations, software } from '../entities.ts';
import type { Entity } from '../entity.ts';
import type { ReadPage } from '../lists/stream-rows.ts';

/** A set of the feed, and how its rows are read. */
export interface FeedSet {
  readonly entity: Entity;
  read(port: ComputersPort): ReadPage;
}

/** Rows are shown by the names of their columns, whatever they are of. */
function setOf(
  entity: Entity,
  read: (port: ComputersPort, query: PageQuery) => Promise<Page<object>>,
): FeedSet {
  return { entity, read: (port) => (query) => read(port, query) as ReturnType<ReadPage> };
}

export const feedSets: readonly FeedSet[] = [
  setOf(computers, (port, query) => port.list(query)),
  setOf(software, (port, query) => port.software(query)),
  setOf(installations, (port, query) => port.installations(query)),
  setOf(changes, (port, query) => port.changes(query)),
];
