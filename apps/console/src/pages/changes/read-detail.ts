import type { Finding } from '../../parts/Findings.tsx';

/** What a step did at one website. */
export interface SiteDetail {
  /** Name of the tenant, or `tenant/endpoint server`. */
  readonly site: string;
  readonly findings?: readonly Finding[];
  readonly proofs?: readonly Proof[];
  readonly revision?: number;
  readonly counts?: Counts;
  /** Why the change goes on without this endpoint server. */
  readonly setAside?: { readonly code: string; readonly seen: string };
}

export interface Proof {
  readonly address: string;
  readonly check?: string;
  readonly code: string;
  readonly seen: string;
}

export interface Counts {
  readonly proven: number;
  readonly blocking: number;
  readonly sleeping: number;
  readonly waived: number;
}

/** What a step wrote down, by website; sites of which there is nothing to say are left out. */
export function readDetail(detail: unknown): SiteDetail[] {
  if (!isRecord(detail)) return [];
  return Object.entries(detail).flatMap(([site, said]) => {
    const parts = isRecord(said) ? partsOf(said) : {};
    return Object.keys(parts).length === 0 ? [] : [{ site, ...parts }];
  });
}

/** The journal's own shapes: they come from the steps of a site change (packages/changes). */
function partsOf(said: Readonly<Record<string, unknown>>): Omit<SiteDetail, 'site'> {
  const { findings, proofs, revision, setAside } = said;
  return {
    ...(Array.isArray(findings) && findings.length > 0 && { findings: findings as Finding[] }),
    ...(Array.isArray(proofs) && { proofs: proofs as Proof[] }),
    ...(typeof revision === 'number' && { revision }),
    ...(isCounts(said) && { counts: said }),
    ...(isLag(setAside) && { setAside }),
  };
}

const counted = ['proven', 'blocking', 'sleeping', 'waived'] as const;

function isCounts(said: object): said is Counts {
  return counted.every((name) => name in said && typeof Reflect.get(said, name) === 'number');
}

function isLag(said: unknown): said is NonNullable<SiteDetail['setAside']> {
  return isRecord(said) && typeof said.code === 'string' && typeof said.seen === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
