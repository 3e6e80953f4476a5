import type { Writable } from 'node:stream';

/** Tells the story of the demo to a person, each part under its heading. */
export class Narrator {
  readonly #out: Writable;
  readonly #startedAt: number;
  readonly #now: () => number;

  constructor(out: Writable, now: () => number) {
    this.#out = out;
    this.#now = now;
    this.#startedAt = now();
  }

  get seconds(): number {
    return Math.round((this.#now() - this.#startedAt) / 100) / 10;
  }

  step(title: string): void {
    this.#out.write(`\n${this.seconds.toFixed(1).padStart(6)} s  ${title}\n`);
  }

  say(text: string): void {
    for (const line of text.trimEnd().split('\n')) this.#out.write(`          ${line}\n`);
  }
}
