import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type SecureContextOptions, TLSSocket } from 'node:tls';
import { MailSession } from './mail-session.ts';

export interface MailServerOptions {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly certificate?: Pick<SecureContextOptions, 'cert' | 'key'>;
  /** Signing in is asked for when it is given. */
  readonly account?: { readonly user: string; readonly password: string };
  /** Answers other than the usual ones, by the verb of the command: `{ RCPT: '550 no such user' }`. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Says nothing at all. */
  readonly isSilent?: boolean;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and text as they came, without the final dot. */
  readonly data: string;
  readonly isEncrypted: boolean;
  readonly signedInAs: string | null;
}

/** A real mail server that keeps what it receives. */
export class MailServer implements AsyncDisposable {
  readonly mails: ReceivedMail[] = [];
  /** Every line that a client sent before the connection was encrypted. */
  readonly plainLines: string[] = [];
  readonly options: MailServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(options: MailServerOptions) {
    this.options = options;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  static async start(options: MailServerOptions): Promise<MailServer> {
    const server = new MailServer(options);
    server.#server.listen(0, 'localhost');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    if (this.options.isSilent) return;
    new MailSession(this.options.security === 'tls' ? this.#encrypt(socket) : socket, {
      server: this.options,
      encrypt: (plain) => this.#encrypt(plain),
      onPlainLine: (line) => this.plainLines.push(line),
      onMail: (mail) => this.mails.push(mail),
    });
  }

  #encrypt(socket: Socket): TLSSocket {
    const secured = new TLSSocket(socket, { isServer: true, ...this.options.certificate });
    secured.on('error', () => {});
    return secured;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
