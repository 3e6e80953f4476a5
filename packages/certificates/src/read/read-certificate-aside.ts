import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CausewayError, type ErrorDocument } from '@causeway/errors';
import type { CertificateInput, CertificateMaterial } from './read-certificate.ts';

export type Answer = { readonly material: CertificateMaterial } | { readonly error: ErrorDocument };

/** Much more than any input takes; a thread that wants more is ended, and the process lives on. */
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/**
 * `readCertificate` in a thread of its own, so that deriving keys from passwords keeps no other tenant waiting.
 * @throws what `readCertificate` throws
 */
export async function readCertificateAside(input: CertificateInput): Promise<CertificateMaterial> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: input,
    env: {},
    resourceLimits: MEMORY,
  });
  try {
    // What the worker posts is of this type: it is our own file.
    const [answer] = (await once(worker, 'message')) as [Answer];
    if ('material' in answer) return answer.material;
    throw CausewayError.fromDocument(answer.error);
  } finally {
    await worker.terminate();
  }
}
