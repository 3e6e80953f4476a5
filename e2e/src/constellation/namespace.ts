import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { RunningProcess } from '@causeway/testkit';

const relay = fileURLToPath(new URL('relay.ts', import.meta.url));
let made = 0;

/**
 * A network of its own (Linux network namespace): nothing but its loopback, and one port of the machine's loopback that
 * is relayed into it.
 */
export class Namespace implements AsyncDisposable {
  readonly #name: string;
  #relays = new AsyncDisposableStack();

  private constructor(name: string) {
    this.#name = name;
  }

  /** Undefined where there is no right to make one. */
  static make(): Namespace | undefined {
    const name = `causeway-${process.pid}-${made++}`;
    try {
      ip('netns', 'add', name);
      const namespace = new Namespace(name);
      ip('netns', 'exec', name, 'ip', 'link', 'set', 'lo', 'up');
      return namespace;
    } catch {
      return undefined;
    }
  }

  /** What runs a program in it. */
  get within(): readonly string[] {
    return ['ip', 'netns', 'exec', this.#name];
  }

  /**
   * From now on this port of the machine answers in it, too; again after it was closed.
   * @param socket path of a socket between the two
   */
  async open(port: number, socket: string): Promise<void> {
    // A relay that was killed leaves it behind.
    await rm(socket, { force: true });
    const outside = this.#relays.use(RunningProcess.start(relay, [socket, String(port)]));
    await outside.waitFor(/relaying/);
    const inside = this.#relays.use(
      RunningProcess.start(relay, [String(port), socket], { within: this.within }),
    );
    await inside.waitFor(/relaying/);
  }

  /** Nothing of the machine answers in it any more; what was under way is cut off. */
  async close(): Promise<void> {
    const relays = this.#relays;
    this.#relays = new AsyncDisposableStack();
    await relays.disposeAsync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    ip('netns', 'del', this.#name);
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: 'ignore' });
}
