import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Resolves when somebody listens on that port of this machine. @throws when nobody does within the limit */
export async function untilListening(port: number, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isListening(port))) {
    if (Date.now() > end) throw new Error(`nobody listens on port ${port} within ${limitMs} ms`);
    await wait(20);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
