import { formatAddress, type Scheme } from '@causeway/contract';
import type { ArrivalReport, ExpectedArrival } from '../proxied/expected-arrivals.ts';
import type { Dialed } from './dial.ts';
import type { Judgement, ProofTarget, ProxyProofCode } from './proof.ts';

/** What became of a request through a proxy: the answer says that it went out, the report how it came in. */
export function judgeArrival(dialed: Dialed, { proxied }: ProofTarget): Judgement {
  const arrival = proxied?.arrival;
  if (arrival === undefined) throw new RangeError('no arrival was expected');
  const { place, report } = arrival;
  const expected = `an arrival at ${formatAddress(place)}`;
  if (dialed.kind === 'failed') return { code: dialed.code, seen: dialed.message, expected };
  if (report === undefined) {
    const seen = `an answer with status ${dialed.status}, and nothing that came here on port ${place.proxy.port}`;
    return { code: 'PROXY_LEADS_ELSEWHERE', seen, expected };
  }
  const trouble = troubleOf(report, arrival);
  if (trouble !== undefined && proxied?.forged !== undefined) return forgeable(trouble, proxied.forged);
  if (trouble !== undefined) return trouble;
  const seen = `status ${dialed.status}`;
  return { code: dialed.status === ANSWERED ? 'OK' : 'PROOF_WRONG_STATUS', seen, expected };
}

/** What a request that was waited for is answered with. */
const ANSWERED = 204;

function troubleOf(report: ArrivalReport, { place }: ExpectedArrival): Judgement | undefined {
  const { hostname, proxy } = place;
  switch (report.kind) {
    case 'elsewhere':
      return trouble('PROXY_NOT_IN_FRONT', `a request on port ${report.port}`, `one on port ${proxy.port}`);
    case 'stranger':
      return trouble(
        'PROXY_NOT_NAMED',
        `a request from ${report.remoteAddress}`,
        `one from ${proxy.from.join(', ')}`,
      );
    case 'other-host':
      return trouble('PROXY_HOST_WRONG', `Host: ${report.hostname}`, `Host: ${hostname}`);
    case 'unclear': {
      const { code, seen = '', expected = '' } = report.error;
      const isMissing = code === 'PROXY_HEADERS_MISSING';
      return trouble(isMissing ? 'PROXY_HEADERS_MISSING' : 'PROXY_HEADERS_CONTRADICT', seen, expected);
    }
    case 'arrived': {
      const address = formatAddress(place);
      if (report.address === address) return undefined;
      return trouble('PROXY_SCHEME_WRONG', `an arrival at ${report.address}`, `one at ${address}`);
    }
  }
}

/** Without the forged field it was right. */
function forgeable({ seen, expected }: Judgement, forged: Scheme): Judgement {
  return trouble(
    'PROXY_HEADERS_FORGEABLE',
    `${seen}, after a client sent X-Forwarded-Proto: ${forged}`,
    expected,
  );
}

function trouble(code: ProxyProofCode, seen: string, expected: string): Judgement {
  return { code, seen, expected };
}
