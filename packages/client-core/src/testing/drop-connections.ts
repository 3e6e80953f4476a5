import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Served } from './serve.ts';

/** Listens, and then stands still for good: nobody is ever accepted. */
const STANDING_STILL = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    parentPort.once('message', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;
/** A backlog of one holds two, and the kernel drops the SYN of whoever comes after them (listen(2)). */
const HELD = 2;

/** A port behind which packets are dropped, as by a firewall: no connection to it ever comes about. */
export async function dropConnections(): Promise<Served> {
  const worker = new Worker(STANDING_STILL, { eval: true });
  const [port] = await once(worker, 'message');
  worker.postMessage('stand still');
  const sockets: Socket[] = [];
  for (let held = 0; held < HELD; held++) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    await once(socket, 'connect');
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
}
