import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Agent, request } from 'node:https';
import { json } from 'node:stream/consumers';
import { connect, TLSSocket } from 'node:tls';
import type { ConsoleView, ImportCertificate, SessionView } from '@causeway/contract/admin';
import { outside } from '@causeway/provisioning';
import { defaultKeyFile, type RunningServer, startServer } from '@causeway/server';
import { TemporaryFolder, type TestCa } from '@causeway/testkit';
import { pino } from 'pino';
import { FakeTime } from './fake-time.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** SHA-256 of the certificate that the connection was made under. */
  readonly shown: string;
}

interface Call {
  readonly agent?: Agent | false;
  readonly body?: unknown;
  /** PEM; without it, the file that the server keeps for commands on this machine. */
  readonly ca?: string;
}

/** A real server in this process, whose time is the test's, and an admin who is signed in. */
export class RunningConsole implements AsyncDisposable {
  readonly time = new FakeTime(Date.now());
  readonly #folder: TemporaryFolder;
  #server: RunningServer | undefined;
  #secret = '';

  private constructor(folder: TemporaryFolder) {
    this.#folder = folder;
  }

  static async start(): Promise<RunningConsole> {
    const console = new RunningConsole(await TemporaryFolder.make());
    const link = await console.serve();
    const body = { token: link?.split('#')[1], name: 'ada', password: crypto.randomUUID() };
    const { body: session } = await console.call<SessionView>('POST', '/setup', { body });
    console.#secret = session.secret;
    return console;
  }

  /** Starts the server, again after it ended. @returns the set-up link of a new installation */
  async serve(): Promise<string | undefined> {
    const data = this.#folder.file('data');
    this.#server = await startServer({
      data,
      keyFile: defaultKeyFile(data),
      listen: { host: 'localhost', port: 0 },
      log: pino({ level: 'silent' }),
      now: this.time.now,
      outside: { ...outside, rest: this.time.rest },
    });
    return this.#server.setUpLink;
  }

  async stop(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
  }

  /** The cipher of a TLS 1.2 connection for which only this one is offered. @throws when the console refuses it */
  async cipher(ciphers: string): Promise<string> {
    const { port } = new URL(this.#server?.url ?? '');
    const options = { port: Number(port), servername: 'localhost', ca: this.anchorsPem, ciphers };
    const socket = connect({ ...options, host: 'localhost', maxVersion: 'TLSv1.2' });
    try {
      await once(socket, 'secureConnect');
      return socket.getCipher().name;
    } finally {
      socket.destroy();
    }
  }

  get anchorsPem(): string {
    return readFileSync(this.#folder.file('data', 'console.pem'), 'utf8');
  }

  async show(): Promise<ConsoleView> {
    return (await this.call<ConsoleView>('GET', '/console/certificate')).body;
  }

  /** Which certificate a new connection shows. */
  async shown(): Promise<string> {
    return (await this.call('GET', '/health')).shown;
  }

  /** Imports a certificate of that CA for these names. */
  async add(name: string, ca: TestCa, hostnames: readonly string[]): Promise<void> {
    const { chainPem, keyPem } = ca.issue({ hostnames });
    const body: ImportCertificate = { name, pem: chainPem, key: keyPem, anchor: ca.certificatePem };
    await this.call('POST', '/certificates/import', { body });
  }

  /** The caller names the shape that the OpenAPI document gives. */
  call<Body>(method: string, path: string, { agent = false, body, ca }: Call = {}): Promise<Answer<Body>> {
    const headers = {
      ...(this.#secret !== '' && { authorization: `Bearer ${this.#secret}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const url = `${this.#server?.url}/api/v1${path}`;
    return new Promise((resolve, reject) => {
      const asked = request(url, { method, agent, headers, ca: ca ?? this.anchorsPem }, (response) => {
        const { statusCode = 0, socket } = response;
        const shown = socket instanceof TLSSocket ? fingerprintOf(socket) : '';
        const done = (answer: unknown) => resolve({ status: statusCode, body: answer as Body, shown });
        json(response).then(done, reject);
      });
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#folder[Symbol.asyncDispose]();
  }
}

function fingerprintOf(socket: TLSSocket): string {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? '';
}
