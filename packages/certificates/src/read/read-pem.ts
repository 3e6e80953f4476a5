import { createUnlock } from './encryption/unlock.ts';
import type { ParsedCertificate } from './parsed-certificate.ts';
import type { Source } from './read-file.ts';
import { MAX_ANCHOR_CERTIFICATES, readInput } from './read-input.ts';

/** The certificates of one file that holds no more than that: a chain as it is kept, or trust anchors. @throws what `readInput` throws */
export function readPem(source: Source): { readonly certificates: readonly ParsedCertificate[] } {
  return readInput([source], createUnlock(undefined), MAX_ANCHOR_CERTIFICATES);
}
