import type { StoredCertificate } from '@causeway/certificates';
import type { CertificateId } from '@causeway/contract';
import type { AuditTrail } from '../audit.ts';
import { provisioningErrors } from '../errors.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import type { ConsoleDoor } from './console-door.ts';
import { loadConsoleState, saveConsoleState } from './console-record.ts';
import { type ConsoleState, type ConsoleTrial, endTrial, selfMade, undoTrial } from './console-state.ts';
import { makeConsoleCertificate } from './make-console-certificate.ts';

export interface ConsoleActsOptions {
  readonly store: ProvisioningStore;
  readonly audit: AuditTrail;
  readonly now: () => number;
  readonly log: ConsoleLog;
}

export interface ConsoleLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** What can be done with the console's certificate: shown and recorded. When, and whether, is the desk's. */
export class ConsoleActs {
  readonly #options: ConsoleActsOptions;
  readonly #door: ConsoleDoor;

  constructor(options: ConsoleActsOptions, door: ConsoleDoor) {
    this.#options = options;
    this.#door = door;
  }

  /** @throws CONSOLE_CLOSED before the first start is through */
  async state(): Promise<ConsoleState> {
    const state = await loadConsoleState(this.#options.store);
    if (state === undefined) throw provisioningErrors.error('CONSOLE_CLOSED');
    return state;
  }

  async find(id: CertificateId): Promise<StoredCertificate> {
    const certificate = await this.#options.store.certificates.find(id);
    if (certificate === undefined)
      throw provisioningErrors.error('CERTIFICATE_NOT_FOUND', { seen: `id ${id}` });
    return certificate;
  }

  async show(certificate: StoredCertificate): Promise<void> {
    await this.#door.show(certificate, [certificate.anchorPem]);
  }

  /** Recorded before it is shown: a process that is killed between the two takes it back. */
  async beginTrial(before: ConsoleState, next: ConsoleState, certificate: StoredCertificate): Promise<void> {
    const { store } = this.#options;
    const inForce = await this.find(before.certificateId);
    await saveConsoleState(store, next);
    try {
      await this.#door.show(certificate, [...new Set([certificate.anchorPem, inForce.anchorPem])]);
    } catch (error) {
      await saveConsoleState(store, before);
      throw error;
    }
  }

  /** What is shown already comes into force; commands on this machine trust it alone from now on. */
  async confirmTrial(
    state: ConsoleState,
    trial: ConsoleTrial,
    certificate: StoredCertificate,
  ): Promise<void> {
    await saveConsoleState(this.#options.store, endTrial(state, trial));
    await this.show(certificate);
  }

  /** The one before is shown first, then recorded: a process that is killed between the two does both again. */
  async takeBack(state: ConsoleState, trial: ConsoleTrial, reason: string): Promise<void> {
    const { audit, log, now, store } = this.#options;
    const name = (await store.certificates.find(trial.certificateId))?.name ?? trial.certificateId;
    const deed = { actor: 'system', action: 'console.certificate.undo', subject: name, detail: { reason } };
    await audit.record(deed, async () => {
      await this.show(await this.find(state.certificateId));
      await saveConsoleState(store, undoTrial(state, { name, at: now(), reason }));
    });
    log.error({ certificate: name, reason }, 'the new certificate of the console is taken back');
  }

  /** A fresh self-signed one, in force at once. */
  async makeOwn(state: ConsoleState | undefined): Promise<void> {
    const { audit, log, now, store } = this.#options;
    const certificate = await makeConsoleCertificate(now());
    const { name, sha256 } = certificate;
    const deed = { actor: 'system', action: 'console.certificate.make', subject: name };
    await audit.record(deed, async () => {
      await store.certificates.add(certificate);
      await saveConsoleState(store, selfMade(certificate.id, state));
    });
    log.info({ certificate: name, sha256 }, 'the console has a new certificate of its own');
    await this.show(certificate);
  }
}
