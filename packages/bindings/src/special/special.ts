import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { ArrivalHandler, BoundCertificate } from '../bound-listener.ts';
import { Route } from '../route.ts';
import { tlsProfile } from '../tls-profile.ts';

/** A certificate beside the one that a name shows to everybody, for those who ask for it by an ALPN id. */
export interface Special {
  /** Whom it is for; named in arrivals. */
  readonly owner: string;
  readonly port: number;
  readonly hostname: string;
  /** ALPN protocol id: `acme-tls/1` and the like, never one that ordinary clients offer. */
  readonly alpn: string;
  readonly certificate: BoundCertificate;
  /**
   * Answers HTTP/1.1 requests that come in this way; the arrival names the special's certificate and trust. Without
   * one a connection is closed as soon as its handshake is done (RFC 8737 section 3).
   */
  readonly handler?: ArrivalHandler;
}

/** A special with the handshake that it makes. */
export class SpecialRoute {
  readonly special: Special;
  readonly route: Route;
  readonly #server: Server;

  /**
   * `onShaken` is given each connection whose handshake is done.
   * @throws LISTENER_CERTIFICATE_UNUSABLE
   */
  constructor(special: Special, handshakeLimitMs: number, onShaken: (socket: TLSSocket) => void) {
    const { owner, hostname, port, certificate, alpn, handler = () => {} } = special;
    this.special = special;
    const listener = { scheme: 'https', hostname, port, serves: 'everything', certificate } as const;
    this.route = new Route(owner, listener, handler);
    // It listens nowhere: connections are given to it.
    this.#server = createServer({
      ...tlsProfile,
      ALPNProtocols: [alpn],
      handshakeTimeout: handshakeLimitMs,
      SNICallback: (_name, done) => done(null, this.route.context),
    });
    this.#server.on('secureConnection', onShaken);
  }

  /** Makes the handshake on a connection whose ClientHello waits to be read. */
  shake(socket: Socket): void {
    this.#server.emit('connection', socket);
  }
}
