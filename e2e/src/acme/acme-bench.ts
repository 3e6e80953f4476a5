import { mkdir, writeFile } from 'node:fs/promises';
import type { AcmeOrderView, TenantView } from '@causeway/contract/admin';
import { Api } from '../constellation/api.ts';
import { causewayScript } from '../constellation/commands.ts';
import { Installation } from '../constellation/installation.ts';
import { NameServer } from './name-server.ts';
import { Pebble, type PebbleOptions } from './pebble.ts';

export const HOSTNAME = 'acme.localhost';
const LOOK_MS = 100;
const WAIT_LIMIT_MS = 120_000;

/** An installation with one tenant on HTTP, a pebble that looks at its ports, the name server between, and a DNS hook. */
export class AcmeBench implements AsyncDisposable {
  readonly installation: Installation;
  readonly pebble: Pebble;
  readonly names: NameServer;
  readonly api: Api;
  readonly hook: string;
  readonly #parts: AsyncDisposableStack;

  private constructor(
    parts: AsyncDisposableStack,
    { installation, pebble, names, hook }: Pick<AcmeBench, 'installation' | 'pebble' | 'names' | 'hook'>,
  ) {
    this.#parts = parts;
    this.installation = installation;
    this.pebble = pebble;
    this.names = names;
    this.hook = hook;
    this.api = new Api(installation);
  }

  static async start(options: Partial<PebbleOptions> = {}): Promise<AcmeBench> {
    await using parts = new AsyncDisposableStack();
    const installation = parts.use(await Installation.start());
    const { folder, httpPort, httpsPort } = installation;
    const records = folder.file('records');
    await mkdir(records);
    const hook = await writeHook(folder.file('dns-hook'), records);
    const names = parts.use(await NameServer.start(records));
    const place = { folder, httpPort, tlsPort: httpsPort, nameServer: names.address };
    const pebble = parts.use(await Pebble.start({ ...place, ...options }));
    await writeFile(folder.file('pebble-anchor.pem'), pebble.anchorPem);
    await writeFile(folder.file('issuer-anchor.pem'), await pebble.issuerAnchor());
    const bench = new AcmeBench(parts.move(), { installation, pebble, names, hook });
    await bench.restart();
    await bench.api.must('POST', '/tenants', { name: 'acme', hostname: HOSTNAME, httpPort, httpsPort });
    return bench;
  }

  /** Ends the server by that signal, and starts it again. */
  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.installation.server.stop(signal);
    await this.installation.serveBy(causewayScript, ['serve', '--dns-hook', this.hook]);
  }

  async createAccount(...more: readonly string[]): Promise<void> {
    const { folder } = this.installation;
    await this.installation.run([
      ...['acme', 'account', 'create', 'pebble', '--directory', this.pebble.directoryUrl, '--agree-to-terms'],
      ...['--anchor', folder.file('pebble-anchor.pem'), '--issuer-anchor', folder.file('issuer-anchor.pem')],
      ...more,
    ]);
  }

  obtain(name: string, challenge: string): Promise<AcmeOrderView> {
    const order = ['--account', 'pebble', '--hostname', HOSTNAME, '--challenge', challenge];
    return this.installation.json<AcmeOrderView>(['certificate', 'obtain', name, ...order]);
  }

  async order(id: string): Promise<AcmeOrderView> {
    return this.api.must('GET', `/acme/orders/${id}`);
  }

  /** Resolves when the tenant serves that certificate and no change of it is under way. */
  async serving(certificate: string): Promise<TenantView> {
    return until(`${certificate} in force`, async () => {
      const tenant = await this.api.must<TenantView>('GET', '/tenants/acme');
      const changes = await this.api.must<{ state: string }[]>('GET', '/changes?limit=5');
      const isAtRest = changes.every(({ state }) => state === 'done');
      return isAtRest && tenant.inForce.certificate === certificate ? tenant : undefined;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

/** Asks until there is an answer. */
export async function until<Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> {
  const end = Date.now() + WAIT_LIMIT_MS;
  while (Date.now() < end) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`${what} was not reached within ${WAIT_LIMIT_MS} ms`);
}

/** A DNS hook whose zone is a folder. */
async function writeHook(file: string, records: string): Promise<string> {
  const script = [
    '#!/bin/sh',
    `file='${records}'/"$2"`,
    'case "$1" in',
    '  set) printf "%s\\n" "$3" >>"$file" ;;',
    '  unset) rm -f "$file" ;;',
    '  *) echo "what is $1?" >&2; exit 1 ;;',
    'esac',
  ];
  await writeFile(file, `${script.join('\n')}\n`, { mode: 0o755 });
  return file;
}
