import { type ProcessResult, RunningProcess, runProcess } from '@causeway/testkit';
import { endpointScript } from './commands.ts';

export interface StandAloneOptions {
  readonly stateFolder: string;
  /** What runs its programs, when it lives in a network of its own. */
  readonly within?: readonly string[] | undefined;
}

/** A real `causeway-endpoint` with its own state folder. */
export class StandAlone implements AsyncDisposable {
  readonly #options: StandAloneOptions;
  #daemon: RunningProcess | undefined;

  constructor(options: StandAloneOptions) {
    this.#options = options;
  }

  get daemon(): RunningProcess {
    if (this.#daemon === undefined) throw new Error('the endpoint server was not started');
    return this.#daemon;
  }

  get output(): string {
    return this.#daemon?.output ?? '';
  }

  /** Starts `run` with what the first start needs; later starts need nothing. Resolves when it says what is waited for. */
  async run(args: readonly string[], until: RegExp): Promise<RunningProcess> {
    const daemon = this.start(args);
    await daemon.waitFor(until);
    return daemon;
  }

  /** The same, without waiting for anything. */
  start(args: readonly string[]): RunningProcess {
    const { stateFolder, within } = this.#options;
    this.#daemon = RunningProcess.start(endpointScript, ['run', '--state', stateFolder, ...args], { within });
    return this.#daemon;
  }

  async kill(): Promise<void> {
    await this.#daemon?.stop('SIGKILL');
  }

  async stop(): Promise<ProcessResult | undefined> {
    return this.#daemon?.stop();
  }

  /** One of the commands that talk to the running one: status, test, apply. */
  command([command = '', ...args]: readonly string[]): Promise<ProcessResult> {
    const { stateFolder, within } = this.#options;
    return runProcess(endpointScript, [command, '--state', stateFolder, ...args], { within });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon?.[Symbol.asyncDispose]();
  }
}
