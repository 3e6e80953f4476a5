import { formatAddress } from '@causeway/contract';
import { type Dialed, dial, dialRehearsal, dialWithoutName, loopback } from './dial.ts';
import { judgeArrival } from './judge-arrival.ts';
import type { DialOptions, Judgement, Neighbor, Proof, ProofTarget } from './proof.ts';

/**
 * Dials a listener from outside by its name: over HTTPS with the trust that clients have, with SNI and without. At a
 * proxy it is dialed by its name alone: what that shows to those who name nobody is its own affair.
 * What is wrong is in the proofs; only an abort throws.
 */
export async function proveListener(target: ProofTarget, options: DialOptions): Promise<Proof[]> {
  if (target.proxied !== undefined) return [await proveProxied(target, options)];
  if (target.scheme === 'http')
    return [await proof('http', target, () => dial(target, options), judgeAnswer)];
  return [
    await proof('tls-with-name', target, () => dial(target, options), judgeAnswer),
    await proof('tls-without-name', target, () => dialWithoutName(target, options), judgeNameless),
  ];
}

function proveProxied(target: ProofTarget, options: DialOptions): Promise<Proof> {
  const judge = target.proxied?.arrival === undefined ? judgeAnswer : judgeArrival;
  return proof(
    'through-proxy',
    target,
    () => dial(target, options),
    (dialed) => judgeProxied(dialed, target, judge),
  );
}

/** Asks for the coming certificate at the same host and port, as a client that rehearses does. */
export async function proveRehearsal(target: ProofTarget, options: DialOptions): Promise<Proof> {
  return proof('rehearsal', target, () => dialRehearsal(target, options), judgeHandshake);
}

/** Dials each neighbor on the port on this machine: it must still show its own certificate. */
export async function checkNeighbors(
  port: number,
  neighbors: readonly Neighbor[],
  options: DialOptions,
): Promise<Proof[]> {
  return Promise.all(
    neighbors.map((neighbor) => {
      const target: ProofTarget = { ...neighbor, port, scheme: 'https' };
      return proof('neighbor', target, () => dial(target, options, loopback), judgeAnswer);
    }),
  );
}

async function proof(
  check: Proof['check'],
  target: ProofTarget,
  act: () => Promise<Dialed>,
  judge: (dialed: Dialed, target: ProofTarget) => Judgement,
): Promise<Proof> {
  const startedAt = performance.now();
  const dialed = await act();
  const tookMs = Math.round(performance.now() - startedAt);
  return { address: formatAddress(target), check, tookMs, ...judge(dialed, target) };
}

/** Another certificate that was verified under the anchor is right at a proxy: it was renewed there. */
function judgeProxied(
  dialed: Dialed,
  target: ProofTarget,
  judge: (dialed: Dialed, target: ProofTarget) => Judgement,
): Judgement {
  const shown = dialed.kind === 'answered' ? dialed.certificateSha256 : null;
  if (shown === null || target.certificateSha256 === undefined || shown === target.certificateSha256)
    return judge(dialed, target);
  const judgement = judge(dialed, { ...target, certificateSha256: shown });
  return judgement.code === 'OK' ? { ...judgement, otherCertificateSha256: shown } : judgement;
}

function judgeAnswer(dialed: Dialed, target: ProofTarget): Judgement {
  const certificateSha256 = target.certificateSha256 ?? null;
  const expected =
    certificateSha256 === null
      ? 'an answer with status 200'
      : `certificate ${certificateSha256}, then status 200`;
  if (dialed.kind === 'failed') return { code: dialed.code, seen: dialed.message, expected };
  if (dialed.certificateSha256 !== certificateSha256) {
    return { code: 'PROOF_WRONG_CERTIFICATE', seen: `certificate ${dialed.certificateSha256}`, expected };
  }
  const seen = `status ${dialed.status}`;
  return { code: dialed.status === 200 ? 'OK' : 'PROOF_WRONG_STATUS', seen, expected };
}

function judgeHandshake(dialed: Dialed, { certificateSha256 = '' }: ProofTarget): Judgement {
  const expected = `certificate ${certificateSha256}`;
  if (dialed.kind === 'failed') return { code: dialed.code, seen: dialed.message, expected };
  const isRight = dialed.certificateSha256 === certificateSha256;
  const seen = `certificate ${dialed.certificateSha256}`;
  return { code: isRight ? 'OK' : 'PROOF_WRONG_CERTIFICATE', seen, expected };
}

/** No certificate at all is right; the listener's own would be too. */
function judgeNameless(dialed: Dialed, { certificateSha256 }: ProofTarget): Judgement {
  const expected = 'no certificate of anybody else';
  const isShown =
    dialed.kind === 'answered' || dialed.code === 'PROOF_UNTRUSTED' || dialed.code === 'PROOF_NAME_MISMATCH';
  const seen = dialed.kind === 'failed' ? dialed.message : `certificate ${dialed.certificateSha256}`;
  if (!isShown) return { code: dialed.code === 'PROOF_TIMEOUT' ? 'PROOF_TIMEOUT' : 'OK', seen, expected };
  const isOwn = dialed.kind === 'answered' && dialed.certificateSha256 === certificateSha256;
  return { code: isOwn ? 'OK' : 'PROOF_WRONG_CERTIFICATE', seen, expected };
}
