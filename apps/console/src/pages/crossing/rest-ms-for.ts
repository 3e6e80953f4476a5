const SHORTEST_MS = 5_000;
const CLIENTS_A_MS = 10;

/** The server walks through the whole fleet for an answer: some hundred seconds of rest for a million clients. */
export function restMsFor(clients: number): number {
  return Math.max(SHORTEST_MS, clients / CLIENTS_A_MS);
}
