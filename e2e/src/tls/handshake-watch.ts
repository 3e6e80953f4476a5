import { connect, type SecureVersion, type TLSSocket } from 'node:tls';

/** One way to come to a port, and what must be shown to whoever comes so. */
export interface Caller {
  readonly kind: string;
  /** Empty: no SNI is sent. */
  readonly servername: string;
  /** ALPN ids; none are sent without. */
  readonly alpn?: readonly string[];
  /** SHA-256 of the leaf, lower-case hex; null where nobody's certificate may be shown. */
  readonly shown: string | null;
  /** PEM. */
  readonly anchor: string;
}

export interface Period {
  readonly name: string;
  readonly handshakes: number;
  readonly seconds: number;
}

const BEAT_MS = 20;
/** Nothing on this machine takes as long, however busy. */
const HANDSHAKE_LIMIT_MS = 20_000;
const VERSIONS: readonly SecureVersion[] = ['TLSv1.2', 'TLSv1.3'];
/** What OpenSSL says when the server has no certificate for the name: an alert, and the connection is over. */
const REFUSED = 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE';

/** Handshakes at one port on a steady beat, one of every caller, whether those before are done or not. */
export class HandshakeWatch implements AsyncDisposable {
  readonly #port: number;
  readonly #callers: readonly Caller[];
  readonly #beat: NodeJS.Timeout;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #wrong: string[] = [];
  #period = 'before';
  #beats = 0;
  #handshakes = 0;

  constructor(port: number, callers: readonly Caller[]) {
    this.#port = port;
    this.#callers = callers;
    this.#beat = setInterval(() => this.#callAll(), BEAT_MS);
  }

  /** Counts what is begun while it is done. */
  async during(name: string, act: () => Promise<unknown>): Promise<Period> {
    this.#period = name;
    const [handshakes, startedAt] = [this.#handshakes, performance.now()];
    await act();
    const seconds = (performance.now() - startedAt) / 1000;
    return { name, seconds, handshakes: this.#handshakes - handshakes };
  }

  /** @returns whatever was shown, or not shown, against the rule, from the first handshake to the last */
  async stop(): Promise<readonly string[]> {
    clearInterval(this.#beat);
    await Promise.all(this.#inFlight);
    return this.#wrong;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #callAll(): void {
    const version = VERSIONS[this.#beats++ % VERSIONS.length];
    if (version === undefined) return;
    for (const caller of this.#callers) {
      const called = this.#call(caller, version);
      this.#inFlight.add(called);
      void called.finally(() => this.#inFlight.delete(called));
    }
  }

  async #call(caller: Caller, version: SecureVersion): Promise<void> {
    this.#handshakes++;
    const period = this.#period;
    const problem = problemOf(caller, await shake(this.#port, caller, version));
    if (problem !== undefined) this.#wrong.push(`${period}: ${caller.kind} by ${version}: ${problem}`);
  }
}

interface Shaken {
  /** What was shown; null also where it did not verify, as the error says then. */
  readonly shown: string | null;
  /** Undefined when the handshake was done and the chain and name verified. */
  readonly error: string | undefined;
}

function problemOf({ shown: expected }: Caller, { shown, error }: Shaken): string | undefined {
  const isRight = shown === expected && (expected === null ? error === REFUSED : error === undefined);
  return isRight ? undefined : `${shown ?? 'no certificate'}, ${error ?? 'verified'}`;
}

async function shake(port: number, caller: Caller, version: SecureVersion): Promise<Shaken> {
  const { servername, anchor, alpn } = caller;
  const options = {
    ...{ host: '127.0.0.1', port, servername, ca: anchor },
    ...(alpn && { ALPNProtocols: [...alpn] }),
  };
  const socket = connect({ ...options, minVersion: version, maxVersion: version });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const limit = setTimeout(() => resolve('no end'), HANDSHAKE_LIMIT_MS);
  socket.once('secureConnect', () => resolve(undefined));
  socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  const error = await promise;
  const shown = shownBy(socket);
  clearTimeout(limit);
  socket.destroy();
  return { shown, error };
}

function shownBy(socket: TLSSocket): string | null {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? null;
}
