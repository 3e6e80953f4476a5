import { join } from 'node:path';
import { defaultKeyFile, loadKey } from '@causeway/server';
import { createVault, type Vault } from '@causeway/store';
import {
  freePorts,
  type ProcessResult,
  RunningProcess,
  runProcess,
  TemporaryFolder,
} from '@causeway/testkit';
import { causewayScript } from './commands.ts';

const ADMIN = 'ada';
/** Made for one run of one installation and gone with it. */
const PASSWORD = crypto.randomUUID();

/** A real server process on free ports with a signed-in admin, and the `causeway` command to drive it. */
export class Installation implements AsyncDisposable {
  readonly folder: TemporaryFolder;
  readonly consolePort: number;
  readonly httpPort: number;
  readonly httpsPort: number;
  #server: RunningProcess | undefined;

  private constructor(folder: TemporaryFolder, ports: readonly number[]) {
    const [consolePort = 0, httpPort = 0, httpsPort = 0] = ports;
    this.folder = folder;
    this.consolePort = consolePort;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** Starts the server for the first time and makes its first admin. */
  static async start(): Promise<Installation> {
    const { installation, setUpLink } = await Installation.startBare();
    await installation.run(['setup', setUpLink, '--name', ADMIN, '--password-file', '-'], PASSWORD);
    return installation;
  }

  /** Starts the server for the first time; whoever has the link becomes its first admin. */
  static async startBare(): Promise<{ installation: Installation; setUpLink: string }> {
    const installation = new Installation(await TemporaryFolder.make(), await freePorts(3));
    const server = await installation.serve();
    const [, setUpLink = ''] = await server.waitFor(/setup '(https:[^']+)'/);
    return { installation, setUpLink };
  }

  /** Of the first admin, for whoever signs in by a page. */
  readonly admin = ADMIN;
  readonly password = PASSWORD;

  get dataFolder(): string {
    return this.folder.file('data');
  }

  /** Opens what this installation sealed, for a look into its databases while it rests. */
  async vault(): Promise<Vault> {
    return createVault(await loadKey(defaultKeyFile(this.dataFolder)));
  }

  get server(): RunningProcess {
    if (this.#server === undefined) throw new Error('the server was not started');
    return this.#server;
  }

  /** Starts another composition of the server on the same data. */
  async serveBy(script: string, extra: readonly string[]): Promise<RunningProcess> {
    return this.#start(script, extra);
  }

  /** Starts the server process, again after it ended. Resolves when provisioning answers. */
  async serve(): Promise<RunningProcess> {
    return this.#start(causewayScript, ['serve']);
  }

  /** Runs a `causeway` command as the admin; every way it can end is in the result. */
  async causeway(args: readonly string[], input?: string): Promise<ProcessResult> {
    const env = {
      CAUSEWAY_SESSION: this.folder.file('session.json'),
      CAUSEWAY_ANCHOR: join(this.dataFolder, 'console.pem'),
      CAUSEWAY_URL: `https://localhost:${this.consolePort}`,
    };
    return runProcess(causewayScript, args, {
      env,
      cwd: this.folder.path,
      ...(input !== undefined && { input }),
    });
  }

  /** Runs a command that must succeed. @returns its standard output */
  async run(args: readonly string[], input?: string): Promise<string> {
    const { code, stdout, stderr } = await this.causeway(args, input);
    if (code !== 0) throw new Error(`causeway ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Runs a command that must succeed, with --json. The caller names the shape that the OpenAPI document gives. */
  async json<Answer>(args: readonly string[]): Promise<Answer> {
    return JSON.parse(await this.run([...args, '--json'])) as Answer;
  }

  async #start(script: string, args: readonly string[]): Promise<RunningProcess> {
    const place = [
      '--data',
      this.dataFolder,
      '--listen',
      `localhost:${this.consolePort}`,
      '--log-level',
      'warn',
    ];
    this.#server = RunningProcess.start(script, [...args, ...place], { cwd: this.folder.path });
    await this.#server.waitFor(/Provisioning is at/);
    return this.#server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }
}
