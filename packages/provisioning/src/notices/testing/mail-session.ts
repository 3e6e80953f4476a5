import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { MailServerOptions, ReceivedMail } from './mail-server.ts';

export interface MailSessionOptions {
  readonly server: MailServerOptions;
  readonly encrypt: (socket: Socket) => TLSSocket;
  readonly onPlainLine: (line: string) => void;
  readonly onMail: (mail: ReceivedMail) => void;
}

/** One connection of a client: as much of RFC 5321, 3207 and 4954 as it takes to receive a mail. */
export class MailSession {
  readonly #options: MailSessionOptions;
  #socket: Socket;
  #rest = '';
  #isData = false;
  #user: string | null = null;
  #from = '';
  #to: string[] = [];

  constructor(socket: Socket, options: MailSessionOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#listen();
    this.#say(['220 mail.acme.example ready']);
  }

  #say(lines: readonly string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  #listen(): void {
    this.#socket.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
  }

  #read(chunk: string): void {
    this.#rest += chunk;
    while (true) {
      const end = this.#isData ? '\r\n.\r\n' : '\r\n';
      const at = this.#rest.indexOf(end);
      if (at === -1) return;
      const text = this.#rest.slice(0, at);
      this.#rest = this.#rest.slice(at + end.length);
      if (this.#isData) this.#keep(text);
      else this.#obey(text);
    }
  }

  #obey(line: string): void {
    if (!this.#isEncrypted) this.#options.onPlainLine(line);
    const [verb = ''] = line.toUpperCase().split(' ');
    const answer = this.#options.server.answers?.[verb];
    this.#say(answer === undefined ? this.#replyTo(verb, line) : [answer]);
    if (verb === 'STARTTLS' && answer === undefined && this.#offers.includes(verb)) this.#upgrade();
  }

  #replyTo(verb: string, line: string): string[] {
    switch (verb) {
      case 'EHLO':
        return ['250-mail.acme.example', ...this.#offers.map((offer) => `250-${offer}`), '250 OK'];
      case 'STARTTLS':
        return [this.#offers.includes(verb) ? '220 go ahead' : '502 not here'];
      case 'AUTH':
        return [this.#signIn(line.split(' ')[2] ?? '')];
      case 'MAIL':
        this.#from = addressIn(line);
        return ['250 OK'];
      case 'RCPT':
        this.#to.push(addressIn(line));
        return ['250 OK'];
      case 'DATA':
        this.#isData = true;
        return ['354 go on'];
      default:
        return [verb === 'QUIT' ? '221 bye' : '502 not here'];
    }
  }

  get #isEncrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  get #offers(): string[] {
    const { security, account } = this.#options.server;
    return [
      ...(security === 'starttls' && !this.#isEncrypted ? ['STARTTLS'] : []),
      ...(account === undefined ? [] : ['AUTH PLAIN']),
    ];
  }

  #upgrade(): void {
    this.#socket.removeAllListeners('data');
    this.#socket = this.#options.encrypt(this.#socket);
    this.#listen();
  }

  /** Repeats what it was sent when it is wrong, as no good server does. */
  #signIn(response: string): string {
    const [, user = '', password] = Buffer.from(response, 'base64').toString().split('\0');
    const { account } = this.#options.server;
    if (user !== account?.user || password !== account?.password)
      return `535 5.7.8 no: ${response} ${password}`;
    this.#user = user;
    return '235 welcome';
  }

  #keep(data: string): void {
    this.#isData = false;
    const [from, to] = [this.#from, this.#to];
    this.#options.onMail({ from, to, data, isEncrypted: this.#isEncrypted, signedInAs: this.#user });
    this.#say(['250 kept']);
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
