import { checkBindingCertificate, type Finding } from '@causeway/certificates';
import { parseHostname, parseQualifiedHostname } from '@causeway/contract';
import type { JudgeAnswer, JudgeRequest, LocalSite } from '@causeway/contract/upstream-messages';
import { CausewayError } from '@causeway/errors';
import type { ServedListener } from '../serving/served-listener.ts';
import type { LocalCertificate } from '../state/serving-state.ts';
import { publicPemOf } from './public-pem.ts';

/** What a test asks of the world. */
export interface TestPorts {
  readonly checkPortFree: (port: number) => Promise<Finding[]>;
  readonly checkHostnameResolves: (hostname: string) => Promise<Finding[]>;
  /** The platform's judgement. @throws UPSTREAM_UNREACHABLE, or why it does not judge */
  readonly judge: (request: JudgeRequest) => Promise<JudgeAnswer>;
}

export interface TestInput {
  readonly site: LocalSite;
  readonly certificate: LocalCertificate | null;
  readonly served: readonly ServedListener[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Clients need time to fetch the next certificate's anchor before this one ends. */
const WARN_WITHIN_DAYS = 14;
/** The active window of a tenant unless set (DESIGN section 1). */
const ACTIVE_WINDOW_MS = 30 * 86_400_000;

/** Every finding about a site that is to be served here, worst first. */
export async function testSite(input: TestInput, ports: TestPorts): Promise<Finding[]> {
  const { site } = input;
  const names = checkNames(site);
  const asked = await Promise.all([
    ...portsOf(site).map((port) => checkPort(port, input, ports)),
    names.length > 0 ? [] : ports.checkHostnameResolves(site.hostname),
    judged(input, ports),
  ]);
  const findings = [...names, ...checkPorts(site), ...checkCertificateOf(input), ...asked.flat()];
  return findings.sort((a, b) => rank(a) - rank(b));
}

function checkNames({ hostname, binding }: LocalSite): Finding[] {
  try {
    if (binding === 'http') parseHostname(hostname);
    else parseQualifiedHostname(hostname);
    return [];
  } catch (error) {
    return [findingOf(error)];
  }
}

function checkPorts({ binding, httpPort, httpsPort, proxy }: LocalSite): Finding[] {
  if (binding === 'http' || httpPort !== httpsPort || proxy !== undefined) return [];
  return [
    {
      ...({ severity: 'error', code: 'PORT_SCHEME_CONFLICT' } as const),
      seen: `port ${httpPort} for HTTP and for HTTPS`,
      expected: 'two ports',
      remedy: 'Choose another port for one of the two.',
    },
  ];
}

function checkCertificateOf({ site, certificate, now }: TestInput): Finding[] {
  if (certificate === null) return [];
  const { chainPem, keyPem, anchorPem } = certificate;
  return checkBindingCertificate({
    ...{ chainPem, keyPem, hostname: site.hostname, anchorsPem: [anchorPem], at: now },
    ...{ warnWithinDays: WARN_WITHIN_DAYS, activeWindowMs: ACTIVE_WINDOW_MS },
  });
}

interface Port {
  readonly scheme: 'http' | 'https';
  readonly port: number;
}

/** What is opened on this machine. */
function portsOf({ binding, httpPort, httpsPort, rescue, proxy }: LocalSite): Port[] {
  if (proxy !== undefined) return [{ scheme: 'http', port: proxy.port }];
  const http: Port[] = binding !== 'https' || rescue ? [{ scheme: 'http', port: httpPort }] : [];
  const https: Port[] = binding === 'http' ? [] : [{ scheme: 'https', port: httpsPort }];
  return [...http, ...https];
}

async function checkPort(
  { scheme, port }: Port,
  { served }: TestInput,
  ports: TestPorts,
): Promise<Finding[]> {
  const ours = served
    .map((one): Port => (one.proxy === undefined ? one : { scheme: 'http', port: one.proxy.port }))
    .find((one) => one.port === port);
  if (ours === undefined) return ports.checkPortFree(port);
  if (ours.scheme === scheme) return [];
  return [
    {
      ...({ severity: 'error', code: 'PORT_SCHEME_CONFLICT' } as const),
      seen: `port ${port} speaks ${ours.scheme.toUpperCase()} now`,
      expected: `a port that nothing uses yet, or one that speaks ${scheme.toUpperCase()}`,
      remedy: 'Choose another port: clients come to this one as it is until they have crossed.',
    },
  ];
}

/** Without the platform nobody looks from outside, and nothing would be kept. */
async function judged({ site, certificate }: TestInput, { judge }: TestPorts): Promise<Finding[]> {
  try {
    const { findings } = await judge({ site, chainPem: certificate && publicPemOf(certificate) });
    return findings;
  } catch (error) {
    return [findingOf(error)];
  }
}

const SEE_PLATFORM =
  'See what the platform has of this endpoint server: `causeway endpoint-server show TENANT NAME`.';

function findingOf(error: unknown): Finding {
  if (!(error instanceof CausewayError)) throw error;
  const { code, message, seen, expected, hint } = error;
  return {
    ...{ severity: 'error', code, seen: seen ?? message },
    ...{ expected: expected ?? 'that the platform agrees', remedy: hint ?? SEE_PLATFORM },
  };
}

function rank({ severity }: Finding): number {
  return ['error', 'warning', 'notice'].indexOf(severity);
}
