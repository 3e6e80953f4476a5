import {
  type ChangeRecord,
  type SitePlan,
  type SitesPlan,
  siteKindName,
  siteNameOf,
} from '@causeway/changes';
import { addressOf, type TenantId } from '@causeway/contract';
import { nameAt } from '../access/reach.ts';
import type { TenantRecord } from '../provisioning-store.ts';

/**
 * Whether the tenant's own admins began a change, which they may undo then. What provisioning began, or the server by
 * itself, they do not undo, whatever it is of.
 */
export function isBegunBy({ id, name }: Pick<TenantRecord, 'id' | 'name'>, change: ChangeRecord): boolean {
  return isOfTenantAlone(change, id) && change.requestedBy.startsWith(nameAt({ id, name }, ''));
}

/** Whether a change is of nothing but endpoint servers of this tenant. */
export function isOfTenantAlone(change: ChangeRecord, tenantId: TenantId): boolean {
  const sites = sitesOf(change);
  return sites.length > 0 && sites.every((site) => site.tenantId === tenantId && site.endpointServer);
}

/**
 * What the tenant's own admins see of a change: itself as the only tenant, and of each step what it did at the tenant's
 * own websites and addresses. Why it failed is told in full when it is of this tenant alone; else by its code, as another
 * tenant's names, clients or addresses may be in it.
 */
export function tenantPartOf(change: ChangeRecord, tenantId: TenantId): ChangeRecord {
  const { error, steps } = change;
  const own = sitesOf(change).filter((site) => site.tenantId === tenantId);
  const names = new Set(own.flatMap((site) => [site.tenant, siteNameOf(site)]));
  const addresses = new Set(own.flatMap(addressesOf));
  const isAlone = isOfTenantAlone(change, tenantId);
  return {
    ...change,
    tenantIds: [tenantId],
    error: error === null || isAlone ? error : without(error),
    steps: steps.map((step) => ({
      ...step,
      // A step that could not be undone has an error there.
      detail: step.state !== 'failed' ? partOf(step.detail, names, addresses) : isAlone ? step.detail : null,
    })),
  };
}

function sitesOf({ kind, plan }: ChangeRecord): readonly SitePlan[] {
  // Plans of this kind are made by planSite alone.
  return kind === siteKindName ? (plan as SitesPlan).sites : [];
}

function addressesOf({ before, interim, swapped, after }: SitePlan): string[] {
  return [...before, ...interim, ...swapped, ...after].map(addressOf);
}

function without({ kind, code, message }: NonNullable<ChangeRecord['error']>) {
  return { kind, code, message };
}

/** Details are by the name of the website; of proofs there are those of neighbors on the same port, too. */
function partOf(detail: unknown, names: ReadonlySet<string>, addresses: ReadonlySet<string>): unknown {
  if (!isRecord(detail)) return null;
  const own = Object.entries(detail).filter(([name]) => names.has(name));
  return Object.fromEntries(own.map(([name, said]) => [name, withoutNeighbors(said, addresses)]));
}

function withoutNeighbors(said: unknown, addresses: ReadonlySet<string>): unknown {
  if (!isRecord(said) || !Array.isArray(said.proofs)) return said;
  return {
    ...said,
    proofs: said.proofs.filter((proof: unknown) => isRecord(proof) && isIn(proof, addresses)),
  };
}

function isIn({ address }: Readonly<Record<string, unknown>>, addresses: ReadonlySet<string>): boolean {
  return typeof address === 'string' && addresses.has(address);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
