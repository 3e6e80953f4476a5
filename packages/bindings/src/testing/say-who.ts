import type { TestCertificate } from '@causeway/testkit';
import type { ArrivalHandler, BoundCertificate, BoundListener } from '../bound-listener.ts';

/** Answers with where the request came in. */
export const sayWho: ArrivalHandler = (_request, response, { leaving: _leaving, ...arrival }) => {
  response.end(JSON.stringify(arrival));
};

export function httpListener(hostname: string, port: number): BoundListener {
  return { scheme: 'http', hostname, port, serves: 'everything' };
}

export function httpsListener(
  hostname: string,
  port: number,
  certificate: TestCertificate,
  trust = 'anchor',
): BoundListener {
  return { scheme: 'https', hostname, port, serves: 'everything', certificate: toBound(certificate, trust) };
}

export function toBound({ chainPem, keyPem, sha256 }: TestCertificate, trust: string): BoundCertificate {
  return { chainPem, keyPem, sha256, trust };
}
