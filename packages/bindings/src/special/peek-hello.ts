import type { Socket } from 'node:net';
import { type HelloReading, parseClientHello } from './client-hello.ts';

export type Hello = Extract<HelloReading, { readonly kind: 'hello' }>;

/**
 * Reads the ClientHello of a fresh connection and puts it back, then says what it was: undefined for what is none.
 * A connection that ends or rests before that is closed and nothing is said.
 */
export function peekHello(socket: Socket, limitMs: number, done: (hello: Hello | undefined) => void): void {
  const chunks: Buffer[] = [];
  const limit = setTimeout(() => socket.destroy(), limitMs);
  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const reading = parseClientHello(bytes);
    if (reading.kind === 'incomplete') return;
    leave();
    socket.pause();
    socket.unshift(bytes);
    done(reading.kind === 'hello' ? reading : undefined);
  };
  const giveUp = () => {
    leave();
    socket.destroy();
  };
  const leave = () => {
    clearTimeout(limit);
    socket.off('data', onData).off('end', giveUp).off('error', giveUp).off('close', giveUp);
  };
  socket.on('data', onData).on('end', giveUp).on('error', giveUp).on('close', giveUp);
}
