import { readFileSync } from 'node:fs';
import { CausewayError } from '@causeway/errors';
import { readCertificate } from '../../read-certificate.ts';
import { PASSWORD } from '../material.ts';
import { bombs } from './bombs.ts';
import { magic } from './magic.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

/** A good file, and the files that make it whole. Base64. */
export interface Seed {
  readonly name: string;
  readonly file: string;
  readonly rest: readonly string[];
}

export interface FuzzReport {
  readonly inputs: number;
  /** How often each code, or success, was the answer. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What was no coded error, with the input in base64. */
  readonly faults: readonly string[];
  /** Processor time of the slowest input. */
  readonly slowest: { readonly name: string; readonly ms: number };
  /** How far resident memory rose above what a process at work has. */
  readonly grownBytes: number;
}

const SAMPLE_EVERY = 200;
/** After as many the engine has taken the memory that it works with for any input. */
const WARM_UP = 5_000;
const [, , seedsFile = '', count = '1000', seed = '1'] = process.argv;
const outcomes: Record<string, number> = {};
const faults: string[] = [];
let slowest = { name: 'none', ms: 0 };
let inputs = 0;
let [base, peak] = [0, 0];

function attempt(name: string, files: readonly Buffer[]): void {
  const start = process.threadCpuUsage();
  const outcome = outcomeOf(name, files);
  const { user, system } = process.threadCpuUsage(start);
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const ms = (user + system) / 1000;
  if (ms > slowest.ms) slowest = { name, ms };
  if (inputs++ % SAMPLE_EVERY === 0) sample();
}

function outcomeOf(name: string, files: readonly Buffer[]): string {
  try {
    readCertificate({ files, password: PASSWORD });
    return 'read';
  } catch (error) {
    if (error instanceof CausewayError) return error.code;
    const trace = error instanceof Error ? error.stack : String(error);
    faults.push(`${name}: ${trace}\n${files[0]?.subarray(0, 6000).toString('base64')}`);
    return 'fault';
  }
}

function sample(): void {
  peak = Math.max(peak, process.memoryUsage.rss());
}

// The parent wrote it.
const seeds: Seed[] = JSON.parse(readFileSync(seedsFile, 'utf8'));
const corpus = seeds.map(({ name, file, rest }) => ({
  name,
  file: Buffer.from(file, 'base64'),
  rest: rest.map((one) => Buffer.from(one, 'base64')),
}));
const costly = bombs();
const random = new Random(Number(seed));

function attemptAltered(upTo: number): void {
  while (inputs < upTo) {
    const { name, file, rest } = corpus[random.below(corpus.length)] ?? nothing;
    if (random.below(10) === 0) attempt('magic', [magic(random), ...rest]);
    else attempt(`${name} altered, input ${inputs}`, [mutate(file, random), ...rest]);
  }
}

const nothing = { name: 'nothing', file: Buffer.alloc(0), rest: [] };
for (const { name, file, rest } of corpus) attempt(name, [file, ...rest]);
attemptAltered(WARM_UP);
base = process.memoryUsage.rss();
for (const [name, files] of Object.entries(costly)) {
  attempt(name, files);
  sample();
}
for (const { name, file, rest } of corpus)
  for (let at = 0; at < file.length; at++) attempt(`${name} cut at ${at}`, [file.subarray(0, at), ...rest]);
attemptAltered(Number(count));
const report: FuzzReport = { inputs, outcomes, faults: faults.slice(0, 3), slowest, grownBytes: peak - base };
process.stdout.write(JSON.stringify(report));
