import { createHash } from 'node:crypto';
import type { ClientState } from '../core/client-state.ts';

/** The state as it is written: JSON after its own SHA-256, so that a torn file is known for what it is. */
export function formatState(state: ClientState): string {
  const body = `${JSON.stringify(state, null, 1)}\n`;
  return `${digestOf(body)}\n${body}`;
}

/** Undefined unless the text is whole. */
export function parseState(text: string): ClientState | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end !== DIGEST_LENGTH || digestOf(body) !== text.slice(0, end)) return undefined;
  // Whole, so it is what we wrote, be it before these fields were known.
  return { ...LATER_FIELDS, ...(JSON.parse(body) as ClientState) };
}

const LATER_FIELDS = {
  ...{ ownServer: null, onlyServer: null, adoptedAt: null },
  ...{ httpsServers: [], rehearsals: [], inventoryTrouble: null },
};

const DIGEST_LENGTH = 64;

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
