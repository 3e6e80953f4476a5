import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TransportFailure } from '../core/ports.ts';

/** Gives a request up as TIMEOUT when its connection is not there in time: where packets are dropped, nothing ever comes. */
export function limitConnecting(request: ClientRequest, limitMs: number): void {
  request.once('socket', (socket: Socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(() => {
      request.destroy(new TransportFailure('TIMEOUT', `no connection within ${limitMs / 1000} s`));
    }, limitMs);
    const stop = () => clearTimeout(timer);
    socket.once('connect', stop).once('close', stop);
  });
}
