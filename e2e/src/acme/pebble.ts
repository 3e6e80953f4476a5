import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { createTestCa, freePorts, type TemporaryFolder, untilListening } from '@causeway/testkit';

export interface PebbleOptions {
  readonly folder: TemporaryFolder;
  /** Where it looks at challenges. */
  readonly httpPort: number;
  readonly tlsPort: number;
  readonly nameServer: string;
  /** MAC keys by key id, base64url; with them it makes accounts for customers only. */
  readonly externalKeys?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const START_LIMIT_MS = 30_000;

/** Debian's pebble: a real ACME server, made to be hard on its clients. Disposing ends it. */
export class Pebble implements AsyncDisposable {
  readonly directoryUrl: string;
  /** The certificate that the server itself is trusted by. */
  readonly anchorPem: string;
  readonly #child: ChildProcess;
  readonly #managementPort: number;
  #output = '';

  private constructor(
    child: ChildProcess,
    anchorPem: string,
    [port = 0, managementPort = 0]: readonly number[],
  ) {
    this.#child = child;
    this.anchorPem = anchorPem;
    this.directoryUrl = `https://localhost:${port}/dir`;
    this.#managementPort = managementPort;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#output += chunk;
      });
  }

  static async start(options: PebbleOptions): Promise<Pebble> {
    const { folder, nameServer, env = {} } = options;
    const ports = await freePorts(2);
    const ca = createTestCa({ name: 'Pebble’s own root' });
    const config = await writeConfig(options, ca.issue({ hostnames: ['localhost'] }), ports);
    const child = spawn('pebble', ['-config', config, '-dnsserver', nameServer], {
      cwd: folder.path,
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    const pebble = new Pebble(child, ca.certificatePem, ports);
    await pebble.#started();
    // It says that it is available before it listens.
    for (const port of ports) await untilListening(port, START_LIMIT_MS);
    return pebble;
  }

  get output(): string {
    return this.#output;
  }

  /** The root of what it issues; another one with every start. */
  async issuerAnchor(): Promise<string> {
    const url = `https://localhost:${this.#managementPort}/roots/0`;
    const asked = request(url, { ca: this.anchorPem, agent: false }).end();
    const [response] = await once(asked, 'response');
    return text(response);
  }

  async #started(): Promise<void> {
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    while (!/ACME directory available/.test(this.#output)) {
      const [source = this.#child.stdout] = [this.#child.stdout];
      if (this.#child.exitCode !== null || source === null) throw new Error(`pebble ended:\n${this.#output}`);
      await once(source, 'data', { signal: limit });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

async function writeConfig(
  { folder, httpPort, tlsPort, externalKeys }: PebbleOptions,
  own: { readonly chainPem: string; readonly keyPem: string },
  [port = 0, managementPort = 0]: readonly number[],
): Promise<string> {
  const [certificate, privateKey] = [folder.file('pebble.pem'), folder.file('pebble.key')];
  await writeFile(certificate, own.chainPem);
  await writeFile(privateKey, own.keyPem);
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${managementPort}`,
    ...{ certificate, privateKey, httpPort, tlsPort },
    ocspResponderURL: '',
    externalAccountBindingRequired: externalKeys !== undefined,
    externalAccountMACKeys: externalKeys ?? {},
  };
  const file = folder.file('pebble.json');
  await writeFile(file, JSON.stringify({ pebble }));
  return file;
}
