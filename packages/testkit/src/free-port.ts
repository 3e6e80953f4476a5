import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems give to connections: nobody who dials takes one away before it is used. Browsers refuse 10080. */
const LOWEST = 11_000;
const HIGHEST = 32_000;

/** Ports that nothing listens on at this moment, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    const server = held.has(port) ? undefined : await tryToHold(port);
    if (server !== undefined) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  return [...held.keys()];
}

/** Undefined when somebody has it. */
async function tryToHold(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, '::');
  try {
    await once(server, 'listening');
    return server;
  } catch {
    return undefined;
  }
}
