import type { ChangeId, TenantId } from '@causeway/contract';
import { changeErrors } from '../errors.ts';
import type { ChangeJournal, ChangeRecord, StepRecord } from '../journal.ts';
import type { ChangeKind } from './change-kind.ts';
import { isOver, nextState } from './change-states.ts';
import { RunningChange } from './running-change.ts';

/**
 * `journal`: told right before and right after each write of the journal, synchronously, so that a test can end the
 * process just there. `step`: a step has reached another state, and that is written down.
 */
export type ChangeEvent =
  | { readonly kind: 'journal'; readonly when: 'before' | 'after'; readonly change: ChangeRecord }
  | { readonly kind: 'step'; readonly change: ChangeRecord; readonly step: StepRecord };

export interface ChangeRunnerOptions {
  readonly journal: ChangeJournal;
  readonly kinds: readonly ChangeKind[];
  readonly now: () => number;
  readonly newId: () => ChangeId;
  readonly onEvent?: (event: ChangeEvent) => void;
}

export interface ChangeRequest {
  /** None of them may have another unfinished change. */
  readonly tenantIds: readonly TenantId[];
  readonly kind: string;
  readonly plan: unknown;
  readonly requestedBy: string;
}

/** Runs changes: each step is written down before it runs, so that a kill at any point is survived. */
export interface ChangeRunner extends AsyncDisposable {
  /** Begins and does not wait. @throws CHANGE_IN_PROGRESS */
  start(request: ChangeRequest): Promise<ChangeRecord>;
  /** Takes up every unfinished change where it was cut off; does not wait for them. */
  resume(): Promise<void>;
  /** Stops it and resolves when everything is put back, or stuck. @throws CHANGE_OVER */
  undo(id: ChangeId): Promise<ChangeRecord>;
  /** Resolves when it is over. */
  wait(id: ChangeId): Promise<ChangeRecord>;
  /** @returns how to stop listening. */
  subscribe(listener: (event: ChangeEvent) => void): () => void;
}

export function createChangeRunner(options: ChangeRunnerOptions): ChangeRunner {
  return new Runner(options);
}

class Runner implements ChangeRunner {
  readonly #options: ChangeRunnerOptions;
  readonly #running = new Map<ChangeId, RunningChange>();
  readonly #listeners = new Set<(event: ChangeEvent) => void>();

  constructor(options: ChangeRunnerOptions) {
    this.#options = options;
    if (options.onEvent) this.#listeners.add(options.onEvent);
  }

  async start({ tenantIds, kind, plan, requestedBy }: ChangeRequest): Promise<ChangeRecord> {
    const steps = this.#kind(kind).steps(plan);
    const change: ChangeRecord = {
      id: this.#options.newId(),
      tenantIds,
      kind,
      plan,
      state: 'running',
      requestedBy,
      requestedAt: this.#options.now(),
      endedAt: null,
      error: null,
      steps: steps.map(({ name, title }, index) => ({
        ...{ index, name, title },
        ...{ state: 'waiting', startedAt: null, endedAt: null, detail: null },
      })),
    };
    this.#emit({ kind: 'journal', when: 'before', change });
    await this.#options.journal.create(change);
    this.#emit({ kind: 'journal', when: 'after', change });
    this.#run(change);
    return change;
  }

  async resume(): Promise<void> {
    for (const change of await this.#options.journal.unfinished()) {
      if (!this.#running.has(change.id)) this.#run(change);
    }
  }

  async undo(id: ChangeId): Promise<ChangeRecord> {
    const running = this.#running.get(id);
    if (running === undefined) {
      const change = await this.#options.journal.find(id);
      nextState(change?.state ?? 'done', 'stop');
      throw changeErrors.error('CHANGE_OVER', { seen: 'a change that this server does not run' });
    }
    running.stop();
    return running.done;
  }

  async wait(id: ChangeId): Promise<ChangeRecord> {
    const running = this.#running.get(id);
    if (running !== undefined) return running.done;
    const change = await this.#options.journal.find(id);
    if (change !== undefined && isOver(change.state)) return change;
    throw changeErrors.error('CHANGE_OVER', { seen: `no running change ${id}` });
  }

  subscribe(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Leaves unfinished changes as they are: the next start takes them up. */
  async [Symbol.asyncDispose](): Promise<void> {
    const running = [...this.#running.values()];
    for (const change of running) change.suspend();
    await Promise.allSettled(running.map(({ done }) => done));
  }

  #run(change: ChangeRecord): void {
    const { journal, now } = this.#options;
    const steps = this.#kind(change.kind).steps(change.plan);
    const running = new RunningChange({ change, steps, journal, now, emit: (event) => this.#emit(event) });
    this.#running.set(change.id, running);
    const forget = () => this.#running.delete(change.id);
    running.done.then(forget, forget);
  }

  #kind(name: string): ChangeKind {
    const kind = this.#options.kinds.find((one) => one.kind === name);
    if (kind === undefined) throw new TypeError(`no kind of change is called ${name}`);
    return kind;
  }

  #emit(event: ChangeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
