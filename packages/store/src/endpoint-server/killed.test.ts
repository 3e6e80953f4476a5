import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { textsOf } from '../testing/spool.contract.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openEndpointServerStore } from './open-endpoint-server-store.ts';

const program = join(import.meta.dirname, 'testing', 'append-until-killed.ts');
const KILLS = 8;
/** Each process is killed after about so many appends were durable. */
const MOST_BEFORE = 300;

test('loses nothing that was durable, and keeps no half entry, whenever its process is killed', async () => {
  await using place = await temporaryFile();
  const durable = new Set<number>();
  for (let kill = 0; kill < KILLS; kill++) {
    for (const number of await appendUntilKilled(place.file, kill * 1_000_000)) durable.add(number);
    const kept = await keptIn(place.file);
    for (const number of durable) assert.ok(kept.has(number), `entry ${number} of kill ${kill}`);
  }
  assert.ok(durable.size >= KILLS);
});

/** @returns the numbers that were told to be durable */
async function appendUntilKilled(file: string, from: number): Promise<number[]> {
  const child = spawn(process.execPath, [program, file, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const numbers: number[] = [];
  const enough = 1 + Math.floor(Math.random() * MOST_BEFORE);
  for await (const line of createInterface({ input: child.stdout })) {
    numbers.push(Number(line));
    if (numbers.length === enough) child.kill('SIGKILL');
  }
  await exited;
  return numbers;
}

/** Every entry is read whole; of each number there is one. */
async function keptIn(file: string): Promise<Set<number>> {
  await using store = await openEndpointServerStore({ file, maxBytes: 1_000_000_000 });
  const texts = await textsOf(store.spool);
  for (const text of texts) assert.match(text, /^\d+ x{20000}$/);
  const numbers = new Set(texts.map((text) => Number.parseInt(text, 10)));
  assert.equal(numbers.size, texts.length);
  const { entries } = await store.spool.status();
  assert.equal(entries, texts.length);
  return numbers;
}
