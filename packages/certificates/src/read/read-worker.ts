import { parentPort, workerData } from 'node:worker_threads';
import { CausewayError } from '@causeway/errors';
import { type CertificateMaterial, readCertificate } from './read-certificate.ts';
import type { Answer } from './read-certificate-aside.ts';

/** The other side of `readCertificateAside`. What is no coded error ends the thread, and is thrown over there. */
parentPort?.postMessage(answer());

function answer(): Answer {
  try {
    const material: CertificateMaterial = readCertificate(workerData);
    return { material };
  } catch (error) {
    if (error instanceof CausewayError) return { error: error.toDocument() };
    throw error;
  }
}
