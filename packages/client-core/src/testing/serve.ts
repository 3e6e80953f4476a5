import { once } from 'node:events';
import type { Server as HttpServer, RequestListener } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import type { TestCertificate } from '@causeway/testkit';

/** A server on a port of its own; disposing closes it with all its connections. */
export interface Served extends AsyncDisposable {
  readonly port: number;
}

export function serveHttp(handler: RequestListener): Promise<Served> {
  return listen(createHttpServer(handler));
}

export function serveHttps(
  { chainPem, keyPem }: TestCertificate,
  handler: RequestListener = (_request, response) => void response.end('hello'),
  options: ServerOptions = {},
): Promise<Served> {
  const server = createHttpsServer({ ...options, cert: chainPem, key: keyPem }, handler);
  // A client that refuses the certificate is what these servers are for.
  server.on('tlsClientError', () => {});
  return listen(server);
}

/** Bytes without a protocol. */
export function serveTcp(handler: (socket: Socket) => void): Promise<Served> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      handler(socket);
    }),
  );
}

async function listen(server: HttpServer | TcpServer): Promise<Served> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('This server listens on no port.');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
