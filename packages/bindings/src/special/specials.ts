import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { bindingErrors } from '../errors.ts';
import { type Hello, peekHello } from './peek-hello.ts';
import { type Special, SpecialRoute } from './special.ts';

export interface SpecialsOptions {
  readonly handshakeLimitMs: number;
  readonly onShaken: (special: SpecialRoute, socket: TLSSocket) => void;
}

/**
 * The specials of one port, in front of its HTTPS server. OpenSSL chooses a certificate by name before it looks at
 * ALPN, so the ClientHello is read here first. Without specials nothing is read, and connections go straight on.
 */
export class Specials {
  readonly #options: SpecialsOptions;
  readonly #routes = new Map<string, SpecialRoute>();
  readonly #peeking = new Set<Socket>();

  constructor(server: Server, options: SpecialsOptions) {
    this.#options = options;
    const handshake = server.listeners('connection');
    server.removeAllListeners('connection');
    const goOn = (socket: Socket) => {
      for (const listener of handshake) Reflect.apply(listener, server, [socket]);
    };
    server.on('connection', (socket) => (this.#routes.size === 0 ? goOn(socket) : this.#peek(socket, goOn)));
  }

  /** @throws SPECIAL_TAKEN, LISTENER_CERTIFICATE_UNUSABLE */
  add(special: Special): SpecialRoute {
    const key = keyOf(special.hostname, special.alpn);
    if (this.#routes.has(key)) {
      throw bindingErrors.error('SPECIAL_TAKEN', { seen: `${key} on port ${special.port}` });
    }
    const { handshakeLimitMs, onShaken } = this.#options;
    const route = new SpecialRoute(special, handshakeLimitMs, (socket) => onShaken(route, socket));
    this.#routes.set(key, route);
    return route;
  }

  /** Handshakes under way go on; new ones meet what everybody meets. */
  remove({ special: { hostname, alpn } }: SpecialRoute): void {
    this.#routes.delete(keyOf(hostname, alpn));
  }

  /** Ends the connections that have not said yet what they want. */
  close(): void {
    this.#routes.clear();
    for (const socket of this.#peeking) socket.destroy();
  }

  #peek(socket: Socket, goOn: (socket: Socket) => void): void {
    this.#peeking.add(socket);
    socket.once('close', () => this.#peeking.delete(socket));
    peekHello(socket, this.#options.handshakeLimitMs, (hello) => {
      this.#peeking.delete(socket);
      const special = hello && this.#find(hello);
      if (special === undefined) goOn(socket);
      else special.shake(socket);
    });
  }

  #find({ servername, alpn }: Hello): SpecialRoute | undefined {
    for (const protocol of alpn) {
      const found = this.#routes.get(keyOf(servername, protocol));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function keyOf(hostname: string, alpn: string): string {
  return `${hostname} ${alpn}`;
}
