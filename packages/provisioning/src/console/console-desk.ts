import type { CertificateMaterial, Finding, StoredCertificate } from '@causeway/certificates';
import { parseQualifiedHostname } from '@causeway/contract';
import type { ImportCertificate } from '@causeway/contract/admin';
import { Turns } from '@causeway/endpoint';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import { provisioningErrors } from '../errors.ts';
import type { Outside } from '../tenants/outside.ts';
import { refuseErrors } from '../tenants/preflight.ts';
import { checkConsoleCertificate } from './check-console-certificate.ts';
import { ConsoleActs, type ConsoleActsOptions } from './console-acts.ts';
import type { ConsoleDoor } from './console-door.ts';
import { loadConsoleState } from './console-record.ts';
import { type ConsoleTrial, type ConsoleUndo, startTrial, TRIAL_MS } from './console-state.ts';
import { isDueForRenewal } from './make-console-certificate.ts';
import {
  type ChosenCertificate,
  refuseOldConnection,
  refuseSecondTrial,
  requireOne,
  requireTrial,
} from './refusals.ts';

export interface ConsoleDeskOptions extends ConsoleActsOptions {
  readonly certificates: CertificatesDesk;
  readonly outside: Outside;
}

/** The console's certificate as it stands. */
export interface ConsoleStanding {
  readonly inForce: StoredCertificate;
  readonly renewsItself: boolean;
  readonly trial: (ConsoleTrial & { readonly certificate: StoredCertificate }) | null;
  readonly undone: ConsoleUndo | null;
}

export interface ConsoleRequest {
  /** Name of a certificate of the store. */
  readonly certificate?: string | undefined;
  /** Or one that comes as files, and is kept when it passes the preflight. */
  readonly import?: ImportCertificate | undefined;
  /** The name that the console will be used by. */
  readonly hostname: string;
  readonly by: string;
}

interface Chosen {
  readonly certificate: StoredCertificate;
  readonly findings: readonly Finding[];
}

const CUT_OFF = 'the server ended before anybody confirmed it';
const NOT_REACHED = `nobody confirmed it over a new connection within ${TRIAL_MS / 1000} s`;

/**
 * The console's own certificate. A new one is shown on new connections at once, and comes into force when an admin
 * confirms it over such a connection; otherwise the one before comes back by itself. Killed in between, the next start
 * takes it back.
 */
export class ConsoleDesk implements Disposable {
  readonly #options: ConsoleDeskOptions;
  readonly #turns = new Turns();
  #acts: ConsoleActs | undefined;
  /** Ends the wait for a confirmation. */
  #wait = new AbortController();

  constructor(options: ConsoleDeskOptions) {
    this.#options = options;
  }

  /** Shows the certificate in force at the door, and makes one on the first start. Nothing else comes before it. */
  async open(door: ConsoleDoor): Promise<void> {
    const { store } = this.#options;
    const acts = new ConsoleActs(this.#options, door);
    this.#acts = acts;
    await this.#turns.take(async () => {
      const state = await loadConsoleState(store);
      const kept = state && (await store.certificates.find(state.certificateId));
      if (state === undefined || kept === undefined) await acts.makeOwn(state);
      else if (state.trial !== null) await acts.takeBack(state, state.trial, CUT_OFF);
      else await acts.show(kept);
    });
    await this.keepUp();
  }

  async standing(): Promise<ConsoleStanding> {
    return this.#take(async (acts) => {
      const { certificateId, renewsItself, trial, undone } = await acts.state();
      const inForce = await acts.find(certificateId);
      const tried = trial && { ...trial, certificate: await acts.find(trial.certificateId) };
      return { inForce, renewsItself, trial: tried, undone };
    });
  }

  /**
   * Shows another certificate and waits for its confirmation. Nothing happens when it is in force already.
   * @returns what the preflight has to say
   * @throws CONSOLE_CERTIFICATE_UNSAID, HOSTNAME_NOT_QUALIFIED, CONSOLE_TRIAL_RUNNING, PREFLIGHT_FAILED,
   * CERTIFICATE_NOT_FOUND, what an import throws
   */
  async configure({ by, ...request }: ConsoleRequest): Promise<readonly Finding[]> {
    const { now } = this.#options;
    const chosen = requireOne(request);
    const hostname = parseQualifiedHostname(request.hostname);
    return this.#take(async (acts) => {
      const state = await acts.state();
      refuseSecondTrial(state);
      const { certificate, findings } = await this.#choose(chosen, hostname);
      if (certificate.id === state.certificateId) return findings;
      const next = startTrial(state, { certificateId: certificate.id, hostname, by, startedAt: now() });
      await acts.beginTrial(state, next, certificate);
      this.#wait = new AbortController();
      void this.#takeBackInTime(requireTrial(next), this.#wait.signal);
      return findings;
    });
  }

  /**
   * @param shownSha256 of the certificate that was shown when the connection of this request was made
   * @throws CONSOLE_TRIAL_OVER, CONSOLE_CONNECTION_OLD
   */
  async confirm(shownSha256: string | undefined): Promise<void> {
    await this.#take(async (acts) => {
      const state = await acts.state();
      const trial = requireTrial(state);
      const certificate = await acts.find(trial.certificateId);
      refuseOldConnection(shownSha256, certificate);
      await acts.confirmTrial(state, trial, certificate);
      this.#wait.abort();
    });
  }

  /** Renews a certificate of our own near its end, and takes back what should have been by now. Runs by itself, too. */
  async keepUp(): Promise<void> {
    const { store, now } = this.#options;
    if (this.#acts === undefined) return;
    await this.#take(async (acts) => {
      const state = await acts.state();
      const { trial, certificateId, renewsItself } = state;
      if (trial !== null && now() >= trial.until) await acts.takeBack(state, trial, NOT_REACHED);
      if (trial !== null || !renewsItself) return;
      const own = await store.certificates.find(certificateId);
      if (own === undefined || isDueForRenewal(own, now())) await acts.makeOwn(state);
    });
  }

  [Symbol.dispose](): void {
    this.#wait.abort();
  }

  /** Passes the preflight before anything is kept. */
  async #choose(chosen: ChosenCertificate, hostname: string): Promise<Chosen> {
    const { now, outside, certificates } = this.#options;
    let findings: readonly Finding[] = [];
    const verify = async (material: CertificateMaterial) => {
      findings = await checkConsoleCertificate(material, { hostname, now: now(), outside });
      refuseErrors(findings);
    };
    if (typeof chosen !== 'string')
      return { certificate: await certificates.import(chosen, verify), findings };
    const certificate = await certificates.get(chosen);
    await verify(certificate);
    return { certificate, findings };
  }

  async #takeBackInTime(trial: ConsoleTrial, signal: AbortSignal): Promise<void> {
    const { outside, log } = this.#options;
    try {
      await outside.rest(TRIAL_MS, signal);
      await this.#take(async (acts) => {
        const state = await acts.state();
        if (state.trial?.startedAt === trial.startedAt) await acts.takeBack(state, trial, NOT_REACHED);
      });
    } catch (err) {
      if (!signal.aborted) log.error({ err }, 'the new certificate is not taken back; trying again soon');
    }
  }

  /** One at a time. @throws CONSOLE_CLOSED before there is a door */
  #take<Result>(act: (acts: ConsoleActs) => Promise<Result>): Promise<Result> {
    const acts = this.#acts;
    if (acts === undefined) throw provisioningErrors.error('CONSOLE_CLOSED');
    return this.#turns.take(() => act(acts));
  }
}
