import type {
  Bindings,
  DialOptions,
  Proof,
  ProofTarget,
  ProxiedPlace,
  ProxiedTarget,
} from '@causeway/bindings';
import type { Finding } from '@causeway/certificates';
import type { Listener } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import type { Outside } from '../outside.ts';
import type { CertificateIndex } from '../ways.ts';
import { proxyRemedies } from './proxy-remedies.ts';

/** The way is through the proxy and back; a client would not wait longer either. */
const DIAL_LIMIT_MS = 10_000;

export interface ProxySurroundings {
  readonly arrivals: Pick<Bindings, 'expectArrival'>;
  readonly outside: Pick<Outside, 'proveListener'>;
  readonly certificates: CertificateIndex;
}

/** Whether the proxy in front of a listener leads here and says what it must; nothing for a direct one. */
export async function checkProxy(
  { scheme, hostname, port, proxy, certificateId }: Listener,
  { certificates, ...surroundings }: ProxySurroundings,
): Promise<Finding[]> {
  if (proxy === undefined) return [];
  const certificate = certificateId === null ? undefined : certificates.get(certificateId);
  const expected = certificate && { certificateSha256: certificate.sha256, anchorPem: certificate.anchorPem };
  const target = { scheme, hostname, port, proxy, ...expected };
  try {
    const proofs = await proveArrival(target, { ...surroundings, options: { timeoutMs: DIAL_LIMIT_MS } });
    return proofs.flatMap((proof) => findingsOf(proof, certificate?.name));
  } catch (error) {
    return [refusalOf(error)];
  }
}

export type ArrivalTarget = Omit<ProofTarget, 'proxied'> & Pick<ProxiedPlace, 'proxy'>;
export type ArrivalSurroundings = Omit<ProxySurroundings, 'certificates'> & { readonly options: DialOptions };

/**
 * Sends a request of our own through the proxy and looks at how it comes in; then another one that lies about it.
 * @throws what `expectArrival` throws
 */
export async function proveArrival(
  target: ArrivalTarget,
  surroundings: ArrivalSurroundings,
): Promise<Proof[]> {
  const honest = await send(target, surroundings, {});
  if (honest.some(({ code }) => code !== 'OK')) return honest;
  const forged = await send(target, surroundings, { forged: target.scheme === 'https' ? 'http' : 'https' });
  return [...honest, ...forged.filter(({ code }) => code !== 'OK')];
}

async function send(
  { proxy, ...target }: ArrivalTarget,
  { arrivals, outside, options }: ArrivalSurroundings,
  forged: Pick<ProxiedTarget, 'forged'>,
): Promise<Proof[]> {
  const { scheme, hostname, port } = target;
  await using arrival = await arrivals.expectArrival({ scheme, hostname, port, proxy });
  return await outside.proveListener({ ...target, proxied: { arrival, ...forged } }, options);
}

function findingsOf(proof: Proof, certificate: string | undefined): Finding[] {
  const { address, code, seen, expected, otherCertificateSha256 } = proof;
  if (code !== 'OK') {
    const remedy = proxyRemedies[code] ?? 'Look at the log of the proxy.';
    return [{ severity: 'error', code, seen: `${address}: ${seen}`, expected, remedy }];
  }
  if (otherCertificateSha256 === undefined) return [];
  return [
    {
      ...{ severity: 'notice', code: 'PROXY_CERTIFICATE_RENEWED' },
      seen: `${address}: certificate ${otherCertificateSha256}, under the same anchor`,
      expected: `the certificate ${certificate}`,
      remedy:
        'Clients accept it. Import it without its key and replace the old one by it, so that its end is watched.',
    },
  ];
}

/** The port of the proxy could not be opened. */
function refusalOf(error: unknown): Finding {
  if (!(error instanceof CausewayError)) throw error;
  const { code, message, seen = message, expected = message, hint = message } = error;
  return { severity: 'error', code, seen, expected, remedy: hint };
}
