export interface StepContext {
  readonly plan: unknown;
  /** Aborted when the change is stopped, the server stops, or the step has taken too long. */
  readonly signal: AbortSignal;
}

/**
 * One step. Both ways are idempotent: a process that is killed runs them again from the start. Each leaves things as
 * they were when it throws.
 */
export interface ChangeStep {
  readonly name: string;
  /** For a person: "open the new listener beside the old". */
  readonly title: string;
  /** Waits for the fleet, as long as it takes, rather than for the machine. */
  readonly waits?: true;
  /** @returns what it found or did; survives JSON. */
  run(context: StepContext): Promise<unknown>;
  /** Absent when the step leaves nothing behind. */
  undo?(context: StepContext): Promise<void>;
}

/** A type of change: how a plan of that type becomes steps. The same plan always gives the same steps. */
export interface ChangeKind {
  readonly kind: string;
  steps(plan: unknown): readonly ChangeStep[];
}
