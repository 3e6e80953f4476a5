import { createHash } from 'node:crypto';

/** Of the padding; an inventory of a small computer has as much when it is packed. */
const PADDING_BLOCKS = 64;

/** The n-th document of a client: the same whenever it is asked for, another than any other, and it hardly packs. */
export function documentOf(clientId: string, n: number): string {
  const blocks = Array.from({ length: PADDING_BLOCKS }, (_, index) => sha256Of(`${clientId} ${n} ${index}`));
  return JSON.stringify({ client: clientId, n, padding: blocks.join('') });
}

/** Lower-case hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Of a document that was made by `documentOf`. */
export function numberOf({ n }: Readonly<Record<string, unknown>>): number {
  return Number(n);
}
