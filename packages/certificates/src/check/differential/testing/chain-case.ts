import {
  createTestCa,
  type TestCa,
  type TestCertificate,
  type TestCertificateOptions,
} from '@causeway/testkit';

/** One chain as an admin could hand it in, and as a server would send it. */
export interface ChainCase {
  /** Unique, in one line: disagreements are listed by it. */
  readonly name: string;
  readonly hostname: string;
  /** PEM, in the order of the file. */
  readonly file: string;
  readonly keyPem: string;
  /** What the client trusts, PEM; the public roots where it is absent. */
  readonly anchor?: string;
}

export const HOST = 'inventory.acme.example';
const DAY_MS = 86_400_000;
export const days = (count: number): number => Date.now() + count * DAY_MS;

/** One root for every case that needs nothing special of it: keys cost time. */
export const root: TestCa = createTestCa({ name: 'Root' });

export interface Circumstances {
  readonly file?: string;
  readonly anchor?: string | null;
  readonly hostname?: string;
}

/** By default the leaf with its intermediates, under `root`, dialed as `HOST`; `anchor: null` is no anchor at all. */
export function chainCase(name: string, leaf: TestCertificate, circumstances: Circumstances = {}): ChainCase {
  const { file = leaf.chainPem, anchor = root.certificatePem, hostname = HOST } = circumstances;
  return { name, hostname, file, keyPem: leaf.keyPem, ...(anchor !== null && { anchor }) };
}

export function issueTo(ca: TestCa, options: TestCertificateOptions = {}): TestCertificate {
  return ca.issue({ hostnames: [HOST], ...options });
}

/** `count` intermediates below `top`; what it answers is the lowest of them. */
export function descend(top: TestCa, count: number): TestCa {
  let lowest = top;
  for (let level = 1; level <= count; level++)
    lowest = lowest.intermediate({ name: `Intermediate ${level}` });
  return lowest;
}
