import type { ChangeId, TenantId } from '@causeway/contract';
import type { ErrorDocument } from '@causeway/errors';

/** `crossing`: waits for the fleet. `stuck`: an undo failed, and an admin must look. */
export type ChangeState = 'running' | 'crossing' | 'done' | 'undoing' | 'undone' | 'stuck';
export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';

export interface StepRecord {
  /** Position in the change, from 0. */
  readonly index: number;
  readonly name: string;
  /** For a person: "open the new listener beside the old". */
  readonly title: string;
  readonly state: StepState;
  /** Milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** What the step found or did; survives JSON. */
  readonly detail: unknown;
}

export interface ChangeRecord {
  readonly id: ChangeId;
  /** Those whose websites it changes; at least one. */
  readonly tenantIds: readonly TenantId[];
  /** Names the plan's type; `site` for the websites of tenants. */
  readonly kind: string;
  /** What was asked for and what was in force then; survives JSON. */
  readonly plan: unknown;
  readonly state: ChangeState;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly endedAt: number | null;
  /** Why it was undone or is stuck. */
  readonly error: ErrorDocument | null;
  readonly steps: readonly StepRecord[];
}

export interface ChangesFilter {
  readonly tenantId?: TenantId | undefined;
  readonly state?: ChangeState | undefined;
}

/** Where a page of changes ended: at its last one. */
export type ChangePlace = Pick<ChangeRecord, 'requestedAt' | 'id'>;

/** What this room needs kept. Every write is durable when its promise resolves: a killed process finds it again. */
export interface ChangeJournal {
  /** @throws CHANGE_IN_PROGRESS when one of its tenants has an unfinished change. */
  create(change: ChangeRecord): Promise<void>;
  /** Replaces the record of the same id as a whole. */
  save(change: ChangeRecord): Promise<void>;
  find(id: ChangeId): Promise<ChangeRecord | undefined>;
  /** Newest first, those asked for before that one when given; at most `limit`. */
  list(
    options: { readonly before?: ChangePlace | undefined; readonly limit: number } & ChangesFilter,
  ): Promise<ChangeRecord[]>;
  /** The newest of each of these tenants, every change once, newest first. */
  newestOf(tenantIds: readonly TenantId[]): Promise<ChangeRecord[]>;
  /** Those in state `running`, `crossing` or `undoing`, oldest first. */
  unfinished(): Promise<ChangeRecord[]>;
}
