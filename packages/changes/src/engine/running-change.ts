import { CausewayError } from '@causeway/errors';
import { changeErrors } from '../errors.ts';
import type { ChangeJournal, ChangeRecord, StepRecord, StepState } from '../journal.ts';
import type { ChangeStep, StepContext } from './change-kind.ts';
import type { ChangeEvent } from './change-runner.ts';
import { type ChangeHappening, nextState } from './change-states.ts';

/** A machine that needs longer for one step is in trouble; waiting for the fleet has no such limit. */
const STEP_LIMIT_MS = 120_000;

export interface RunningChangeOptions {
  readonly change: ChangeRecord;
  readonly steps: readonly ChangeStep[];
  readonly journal: ChangeJournal;
  readonly now: () => number;
  readonly emit: (event: ChangeEvent) => void;
}

/** Thrown inside when the server stops: the change stays unfinished in the journal. */
class Suspended extends Error {}

/** One change on its way, forward through its steps or back. */
export class RunningChange {
  /** Resolves when it is over; rejects only when it was suspended or cannot be written down. */
  readonly done: Promise<ChangeRecord>;
  readonly #options: RunningChangeOptions;
  readonly #stop = new AbortController();
  readonly #suspend = new AbortController();
  #change: ChangeRecord;

  constructor(options: RunningChangeOptions) {
    this.#options = options;
    this.#change = options.change;
    this.done = this.#run();
    // Whoever waits hears of it; nobody has to.
    this.done.catch(() => {});
  }

  stop(): void {
    this.#stop.abort(changeErrors.error('CHANGE_STOPPED'));
  }

  suspend(): void {
    this.#suspend.abort(new Suspended());
  }

  async #run(): Promise<ChangeRecord> {
    if (this.#change.state !== 'undoing') {
      try {
        await this.#forward();
        return await this.#end('finish', null);
      } catch (error) {
        if (this.#suspend.signal.aborted) throw error;
        await this.#save({ ...this.#after('fail'), error: describe(error).toDocument() });
      }
    }
    return this.#backward();
  }

  async #forward(): Promise<void> {
    for (const step of this.#pending()) {
      this.#stop.signal.throwIfAborted();
      const { waits } = step.definition;
      await this.#mark(step, 'running', waits ? 'wait' : 'go');
      const detail = await this.#attempt(step, (context) => step.definition.run(context));
      await this.#mark(step, 'done', 'go', detail ?? null);
    }
  }

  async #backward(): Promise<ChangeRecord> {
    for (const step of this.#pending('back')) {
      await this.#mark(step, 'undoing', 'fail');
      try {
        await this.#attempt(step, async (context) => step.definition.undo?.(context), 'undo');
      } catch (error) {
        if (this.#suspend.signal.aborted) throw error;
        await this.#mark(step, 'failed', 'fail', describe(error).toDocument());
        return this.#end('jam', describe(error));
      }
      await this.#mark(step, 'undone', 'fail');
    }
    return this.#end('put-back', null);
  }

  /** Forward: those that are not done. Back: in reverse, those that may have left something behind. */
  #pending(direction: 'forward' | 'back' = 'forward'): PendingStep[] {
    const all = this.#options.steps.map((definition, index) => ({ definition, index }));
    const stateOf = ({ index }: PendingStep) => this.#change.steps[index]?.state ?? 'waiting';
    if (direction === 'forward') return all.filter((step) => stateOf(step) !== 'done');
    return all.reverse().filter((step) => stateOf(step) !== 'waiting' && stateOf(step) !== 'undone');
  }

  async #attempt<Result>(
    { definition }: PendingStep,
    act: (context: StepContext) => Promise<Result>,
    way: 'run' | 'undo' = 'run',
  ): Promise<Result> {
    const { plan } = this.#change;
    const limit = definition.waits && way === 'run' ? [] : [AbortSignal.timeout(STEP_LIMIT_MS)];
    // What is being put back is not stopped half-way on request.
    const stop = way === 'run' ? [this.#stop.signal] : [];
    const signal = AbortSignal.any([this.#suspend.signal, ...stop, ...limit]);
    try {
      signal.throwIfAborted();
      return await act({ plan, signal });
    } catch (error) {
      throw signal.aborted ? reasonOf(signal, definition) : error;
    }
  }

  async #mark(
    step: PendingStep,
    state: StepState,
    happening: ChangeHappening,
    detail?: unknown,
  ): Promise<void> {
    const at = this.#options.now();
    const isStart = state === 'running' || state === 'undoing';
    const steps = this.#change.steps.map((record): StepRecord => {
      if (record.index !== step.index) return record;
      const times = isStart ? { startedAt: at, endedAt: null } : { endedAt: at };
      return { ...record, ...times, state, ...(detail !== undefined && { detail }) };
    });
    await this.#save({ ...this.#after(happening), steps });
    const [record] = steps.filter(({ index }) => index === step.index);
    if (record !== undefined) this.#options.emit({ kind: 'step', change: this.#change, step: record });
  }

  async #end(happening: ChangeHappening, error: CausewayError | null): Promise<ChangeRecord> {
    const document = error?.toDocument() ?? this.#change.error;
    await this.#save({ ...this.#after(happening), endedAt: this.#options.now(), error: document });
    const last = this.#change.steps.at(-1);
    if (last !== undefined) this.#options.emit({ kind: 'step', change: this.#change, step: last });
    return this.#change;
  }

  #after(happening: ChangeHappening): ChangeRecord {
    return { ...this.#change, state: nextState(this.#change.state, happening) };
  }

  async #save(change: ChangeRecord): Promise<void> {
    this.#suspend.signal.throwIfAborted();
    const { journal, emit } = this.#options;
    emit({ kind: 'journal', when: 'before', change });
    await journal.save(change);
    this.#change = change;
    emit({ kind: 'journal', when: 'after', change });
  }
}

interface PendingStep {
  readonly definition: ChangeStep;
  readonly index: number;
}

function reasonOf({ reason }: AbortSignal, { title }: ChangeStep): unknown {
  const isLate = reason instanceof Error && reason.name === 'TimeoutError';
  return isLate
    ? changeErrors.error('CHANGE_STEP_TIMEOUT', { seen: `"${title}" took over ${STEP_LIMIT_MS / 1000} s` })
    : reason;
}

function describe(error: unknown): CausewayError {
  if (error instanceof CausewayError) return error;
  const seen = error instanceof Error ? error.message : String(error);
  return changeErrors.error('CHANGE_STEP_FAILED', { seen, cause: error });
}
