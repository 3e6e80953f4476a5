import { type ProcessResult, RunningProcess, runProcess } from '@causeway/testkit';
import { clientScript } from './commands.ts';

/** A real `causeway-client` with its own state folder. */
export class FleetClient implements AsyncDisposable {
  readonly name: string;
  readonly stateFolder: string;
  readonly #within: readonly string[] | undefined;
  #daemon: RunningProcess | undefined;

  /** @param within what runs its programs, when it lives in a network of its own */
  constructor(name: string, stateFolder: string, within?: readonly string[]) {
    this.name = name;
    this.stateFolder = stateFolder;
    this.#within = within;
  }

  async enroll(server: string, token: string): Promise<ProcessResult> {
    return this.#run(['enroll', '--server', server, '--token', token, '--name', this.name]);
  }

  /** Starts the daemon; it polls until it is put to sleep. */
  wake(): RunningProcess {
    this.#daemon = RunningProcess.start(clientScript, ['run', '--state', this.stateFolder], {
      within: this.#within,
    });
    return this.#daemon;
  }

  /** Stops the daemon, as a computer that is switched off. */
  async sleep(): Promise<void> {
    await this.#daemon?.stop();
    this.#daemon = undefined;
  }

  async poll(): Promise<ProcessResult> {
    return this.#run(['poll']);
  }

  async status(): Promise<ProcessResult> {
    return this.#run(['status', '--json']);
  }

  get output(): string {
    return this.#daemon?.output ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon?.[Symbol.asyncDispose]();
  }

  #run([command = '', ...rest]: readonly string[]): Promise<ProcessResult> {
    return runProcess(clientScript, [command, '--state', this.stateFolder, ...rest], {
      within: this.#within,
    });
  }
}
