import type { ForeignContact, ForeignStanding, Observation } from '../endpoint-store.ts';

/** As much of a User-Agent as is told of every client. */
const MOST_VERSION_CHARACTERS = 50;

/**
 * What a foreign agent has shown by coming by; undefined when that is nothing: it is retired, or it brought no inventory
 * under a device id that several machines claim.
 */
export function observationOf(contact: ForeignContact, standing: ForeignStanding): Observation | undefined {
  const { at, address, trust, agent, isEvidence, inventory } = contact;
  const { clientId, isShared } = standing;
  if (standing.standing === 'retired' || (isShared && inventory === undefined)) return undefined;
  return {
    ...{ clientId, at, address, trust, version: versionOf(agent) },
    ...(isEvidence === false && { isEvidence }),
  };
}

export function versionOf(agent: string): string {
  return agent.slice(0, MOST_VERSION_CHARACTERS);
}
