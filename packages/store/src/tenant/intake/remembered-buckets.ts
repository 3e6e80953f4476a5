import type { Installed } from './installed-software.ts';

/** Of 80 machines that are alike in nothing; what a fleet installs it has from most of its machines. Some 5 MB a tenant. */
const MOST_REMEMBERED = 5_000;

/** What the rows of a bucket are, whoever has them: each once, and said as the catalog says it. */
export type PlainBucket = readonly Installed[];

/** Buckets of one database that were met of late, by their fingerprints. */
export class RememberedBuckets {
  readonly #buckets = new Map<string, PlainBucket>();

  find(fingerprint: string): PlainBucket | undefined {
    return this.#buckets.get(fingerprint);
  }

  add(buckets: ReadonlyMap<string, PlainBucket>): void {
    for (const [fingerprint, bucket] of buckets) this.#buckets.set(fingerprint, bucket);
    for (const fingerprint of this.#buckets.keys()) {
      if (this.#buckets.size <= MOST_REMEMBERED) return;
      this.#buckets.delete(fingerprint);
    }
  }
}
