import {
  acmeErrors,
  type ChallengeDoors,
  type ChallengeKind,
  createTlsChallengeCertificate,
  dnsChallengeRecord,
  httpChallengePath,
  type PendingChallenge,
  TLS_CHALLENGE_ALPN,
} from '@causeway/acme';
import type { Bindings, BoundListener } from '@causeway/bindings';
import { formatAddress, openPortOf, type Scheme } from '@causeway/contract';
import { runHook } from './run-hook.ts';

export interface DoorsOptions {
  readonly bindings: Bindings;
  /** The programs that whoever started the server allows for DNS records; absolute paths. */
  readonly dnsHooks: readonly string[];
  readonly now: () => number;
  readonly log: { error(detail: object, message: string): void };
}

/** Answers challenges where tenants are served, beside their traffic, and by a program for DNS. */
export class BoundDoors implements ChallengeDoors {
  readonly #options: DoorsOptions;

  constructor(options: DoorsOptions) {
    this.#options = options;
  }

  verify(kind: ChallengeKind, dnsHook: string | null): void {
    if (kind === 'http-01') this.#refuseMissing('http', 'ACME_HTTP_LISTENER_MISSING');
    if (kind === 'tls-alpn-01') this.#refuseMissing('https', 'ACME_TLS_LISTENER_MISSING');
    if (kind === 'dns-01') this.#refuseUnknownHook(dnsHook);
  }

  async open(challenge: PendingChallenge, signal: AbortSignal): Promise<AsyncDisposable> {
    this.verify(challenge.kind, challenge.dnsHook);
    switch (challenge.kind) {
      case 'http-01':
        return this.#openHttp(challenge);
      case 'tls-alpn-01':
        return this.#openTls(challenge);
      case 'dns-01':
        return this.#openDns(challenge, signal);
    }
  }

  #openHttp(challenge: PendingChallenge): AsyncDisposable {
    const { hostname, keyAuthorization } = challenge;
    const path = httpChallengePath(challenge);
    const doors = new AsyncDisposableStack();
    doors.use(this.#options.bindings.addPathAnswer({ hostname, path, body: keyAuthorization }));
    return doors;
  }

  /** On every HTTPS port: which of them port 443 leads to is not known here. */
  #openTls(challenge: PendingChallenge): AsyncDisposable {
    const { bindings, now } = this.#options;
    const made = createTlsChallengeCertificate(challenge, now());
    using doors = new DisposableStack();
    for (const port of this.#portsOf('https')) {
      const { hostname } = challenge;
      const certificate = { ...made, trust: 'none' };
      doors.use(
        bindings.addSpecial({ owner: 'acme', port, hostname, alpn: TLS_CHALLENGE_ALPN, certificate }),
      );
    }
    const opened = new AsyncDisposableStack();
    opened.use(doors.move());
    return opened;
  }

  async #openDns(challenge: PendingChallenge, signal: AbortSignal): Promise<AsyncDisposable> {
    const { name, value } = dnsChallengeRecord(challenge);
    const program = challenge.dnsHook ?? '';
    await runHook({ program, verb: 'set', name, value }, signal);
    return {
      [Symbol.asyncDispose]: async () => {
        try {
          // Also when the order was stopped: a record of ours is not left behind.
          await runHook({ program, verb: 'unset', name, value }, new AbortController().signal);
        } catch (err) {
          this.#options.log.error(
            { err, name },
            'a DNS record of an ACME challenge may have been left behind',
          );
        }
      },
    };
  }

  #refuseMissing(scheme: Scheme, code: 'ACME_HTTP_LISTENER_MISSING' | 'ACME_TLS_LISTENER_MISSING'): void {
    if (this.#portsOf(scheme).length > 0) return;
    const all = this.#options.bindings.allListeners();
    throw acmeErrors.error(code, {
      seen: all.map(formatAddress).join(', ') || 'no listener at all',
      expected: `an ${scheme.toUpperCase()} listener of any tenant`,
    });
  }

  #portsOf(scheme: Scheme): number[] {
    // A proxy passes on what is asked over HTTP; a handshake with us is not to be had through it.
    const isReached = ({ proxy }: BoundListener) => scheme === 'http' || proxy === undefined;
    const all = this.#options.bindings.allListeners();
    const listeners = all.filter((listener) => listener.scheme === scheme && isReached(listener));
    return [...new Set(listeners.map(openPortOf))];
  }

  #refuseUnknownHook(dnsHook: string | null): void {
    const { dnsHooks } = this.#options;
    if (dnsHook !== null && dnsHooks.includes(dnsHook)) return;
    throw acmeErrors.error('ACME_HOOK_NOT_ALLOWED', {
      seen: dnsHook === null ? 'no program' : dnsHook,
      expected: dnsHooks.length === 0 ? 'none: the server was started without one' : dnsHooks.join(' or '),
    });
  }
}
