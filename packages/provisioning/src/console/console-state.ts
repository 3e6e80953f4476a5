import type { CertificateId } from '@causeway/contract';

/** A certificate that is shown on new connections and not confirmed yet. */
export interface ConsoleTrial {
  readonly certificateId: CertificateId;
  /** The name that the console is used by under it. */
  readonly hostname: string;
  readonly by: string;
  readonly startedAt: number;
  /** When it is undone by itself. */
  readonly until: number;
}

/** The last trial that was taken back, for the admin to read why. */
export interface ConsoleUndo {
  readonly name: string;
  readonly at: number;
  readonly reason: string;
}

/** What is known of the console's certificate. `certificateId` is in force: confirmed, or made by us. */
export interface ConsoleState {
  readonly certificateId: CertificateId;
  /** Made by us and by nobody chosen: it is renewed near its end. */
  readonly renewsItself: boolean;
  readonly trial: ConsoleTrial | null;
  readonly undone: ConsoleUndo | null;
}

/** An admin needs some seconds for it; longer would leave one who cannot reach it shut out. */
export const TRIAL_MS = 60_000;

export function selfMade(certificateId: CertificateId, before: ConsoleState | undefined): ConsoleState {
  return { certificateId, renewsItself: true, trial: null, undone: before?.undone ?? null };
}

export function startTrial(state: ConsoleState, trial: Omit<ConsoleTrial, 'until'>): ConsoleState {
  return { ...state, trial: { ...trial, until: trial.startedAt + TRIAL_MS }, undone: null };
}

/** The one on trial comes into force. */
export function endTrial(state: ConsoleState, { certificateId }: ConsoleTrial): ConsoleState {
  return { ...state, certificateId, renewsItself: false, trial: null };
}

export function undoTrial(state: ConsoleState, undone: ConsoleUndo): ConsoleState {
  return { ...state, trial: null, undone };
}

/** Certificates that the console shows now, or goes back to. */
export function certificateIdsOf({ certificateId, trial }: ConsoleState): CertificateId[] {
  return trial === null ? [certificateId] : [certificateId, trial.certificateId];
}
