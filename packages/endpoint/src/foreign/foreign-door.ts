import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import type { ForeignContact, ForeignStanding } from '../endpoint-store.ts';

/** Where foreign agents are taken in, and how. */
export interface ForeignDoor {
  readonly settings: ForeignAgents;
  /** What is known of that device id already; undefined for nothing. */
  find(deviceId: string): Promise<Pick<ForeignStanding, 'isShared'> | undefined>;
  /**
   * Keeps the contact with what it shows. Durable when it resolves, but for the evidence, which is written as that of
   * all clients is. A contact of a retired one changes nothing.
   * @throws the codes of the inventory package, with nothing changed, and what says that there is no room
   */
  accept(contact: ForeignContact): Promise<ForeignStanding>;
}
