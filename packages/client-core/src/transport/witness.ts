import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What a handshake showed. */
export interface Witness {
  /** SHA-256 of the server's own certificate, lower-case hex; undefined until one was shown. */
  certificateSha256: string | undefined;
  /** Whether that certificate was verified, and refused. */
  isRefused: boolean;
}

/**
 * Watches the handshake of a request, and changes nothing about its verification: Node destroys the socket of a
 * certificate that it refuses within its own listener of `secure`, so the certificate is read in one before it.
 */
export function witnessHandshake(request: ClientRequest): Witness {
  const witness: Witness = { certificateSha256: undefined, isRefused: false };
  request.once('socket', (socket: Socket) => {
    if (!(socket instanceof TLSSocket)) return;
    socket.prependOnceListener('secure', () => {
      witness.certificateSha256 = fingerprintOf(socket);
    });
    socket.once('secure', () => {
      witness.isRefused = !socket.authorized;
      // Node has refused by now, unless the environment of the process tells it not to: here nothing may.
      if (!socket.authorized && !socket.destroyed) socket.destroy(refusalOf(socket));
    });
  });
  return witness;
}

function fingerprintOf(socket: TLSSocket): string | undefined {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
}

function refusalOf({ authorizationError }: TLSSocket): Error {
  const code = String(authorizationError);
  return Object.assign(new Error(`the certificate is refused: ${code}`), { code });
}
