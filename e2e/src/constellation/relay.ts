import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** Listens in one place and passes every connection on to another: `port` at loopback, or `path` of a socket. */
const [from = '', to = ''] = process.argv.slice(2);

function placeOf(text: string): NetConnectOpts {
  return /^\d+$/.test(text) ? { port: Number(text), host: '127.0.0.1' } : { path: text };
}

function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const) {
    a.on('error', () => b.destroy());
    a.on('close', () => b.destroy());
  }
}

createServer((socket) => join(socket, connect(placeOf(to)))).listen(placeOf(from), () =>
  process.stdout.write('relaying\n'),
);
