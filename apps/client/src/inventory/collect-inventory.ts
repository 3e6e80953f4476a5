import type { CollectedInventory } from '@causeway/client-core';
import {
  type CollectorReport,
  type ComputerInventory,
  canonicalJson,
  rowSections,
  rowsOf,
} from '@causeway/contract/inventory';
import type { Collector } from './collector.ts';
import { knownText } from './known.ts';
import { type Tools, toolsOf } from './tools.ts';

/** The slowest there is, all applications of a Mac by its profiler, takes a minute on an old one. */
export const COLLECTOR_LIMIT_MS = 120_000;
/** People work on this computer. */
const AT_ONCE = 2;
/** As many rows of a section as the contract takes. */
const MOST_ROWS = 50_000;

export interface Collecting {
  readonly collectors: readonly Collector[];
  /** Ends all of it. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from anywhere, for how long each took. */
  readonly now: () => number;
}

/** Asks every collector. One that fails or takes too long is reported as failed, and takes nothing from the others. */
export async function collectInventory({ collectors, signal, now }: Collecting): Promise<CollectedInventory> {
  const parts: ComputerInventory[] = [];
  const reports: CollectorReport[] = [];
  const collectOne = async (collector: Collector, index: number) => {
    const startedAt = now();
    const report = { name: collector.name, tookMs: 0 };
    try {
      parts[index] = await withinLimit(collector, signal);
      reports[index] = { ...report, tookMs: tookMs(startedAt, now()) };
    } catch (error) {
      signal?.throwIfAborted();
      const failed = knownText(error instanceof Error ? error.message : String(error)) ?? 'no reason given';
      reports[index] = { ...report, tookMs: tookMs(startedAt, now()), failed };
    }
  };
  const open = collectors.entries();
  const work = async () => {
    for (const [index, collector] of open) await collectOne(collector, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { inventory: merge(parts.filter((part) => part !== undefined)), collectors: reports };
}

function tookMs(from: number, to: number): number {
  return Math.max(0, Math.round(to - from));
}

async function withinLimit(
  { collect }: Collector,
  signal: AbortSignal | undefined,
): Promise<ComputerInventory> {
  const stop = new AbortController();
  const late = new Error(`not within ${COLLECTOR_LIMIT_MS / 1000} s`);
  const limit = setTimeout(() => stop.abort(late), COLLECTOR_LIMIT_MS);
  const tools: Tools = toolsOf(AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]));
  try {
    return await tools.inTime(collect(tools));
  } finally {
    clearTimeout(limit);
  }
}

/** Rows of one section by several collectors are put together, each once. */
function merge(parts: readonly ComputerInventory[]): ComputerInventory {
  const merged = Object.assign({}, ...parts) as ComputerInventory;
  const hardware = Object.assign({}, ...parts.map((part) => part.hardware)) as ComputerInventory['hardware'];
  const operatingSystem = Object.assign({}, ...parts.map((part) => part.operatingSystem)) as object;
  const sections = rowSections.map((name) => [name, unique(parts.flatMap((part) => rowsOf(part, name)))]);
  return withoutEmpty({ ...merged, hardware, operatingSystem, ...Object.fromEntries(sections) });
}

function unique(rows: readonly unknown[]): unknown[] {
  return [...new Map(rows.map((row) => [canonicalJson(row), row])).values()].slice(0, MOST_ROWS);
}

function withoutEmpty(inventory: object): ComputerInventory {
  const known = Object.entries(inventory).filter(
    ([, section]) => section !== undefined && Object.keys(section).length > 0,
  );
  // What is left is what the collectors gave.
  return Object.fromEntries(known) as ComputerInventory;
}
