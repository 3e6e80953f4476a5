import type { PublicCertificate } from '@causeway/certificates';
import type { ChangeRecord } from '@causeway/changes';
import type { CertificateId, TenantId } from '@causeway/contract';
import type { AuditTrail } from '../audit.ts';
import type { AuthorityDesk } from '../authority/authority-desk.ts';
import type { ProvisioningStore, TenantRecord } from '../provisioning-store.ts';
import type { TenantsDesk } from '../tenants/tenants-desk.ts';
import {
  nameOfSuccessor,
  planRenewals,
  replaceableFrom,
  type Succession,
  TRIES_KNOWN,
} from './plan-renewals.ts';

export interface RenewalsOptions {
  readonly store: ProvisioningStore;
  readonly authority: Pick<AuthorityDesk, 'issue'>;
  readonly tenants: Pick<TenantsDesk, 'replaceCertificate'>;
  readonly audit: AuditTrail;
  readonly now: () => number;
  readonly log: { error(detail: object, message: string): void };
}

/** Who renews without being asked. */
export const SYSTEM = 'system';

const DAY_MS = 86_400_000;
/** A look reads every certificate; the shortest lifetimes are counted in days. */
const LOOK_EVERY_MS = 60_000;
/** After what did not work: whoever mends it need not wait longer, and the audit trail is not filled with tries. */
const REST_MS = 900_000;

/**
 * Renews what the internal CA issued, and gives every certificate that follows another to the tenants of the one before:
 * by the normal change, so that the law decides when it goes live.
 */
export class Renewals {
  readonly #options: RenewalsOptions;
  /** Certificates whose upkeep failed, with the time from which it is tried again. A restart tries at once. */
  readonly #resting = new Map<CertificateId, number>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RenewalsOptions) {
    this.#options = options;
  }

  /** What was obtained elsewhere is given to its tenants at the next call. */
  lookSoon(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }

  /** Called often; looks about once a minute. What does not work is logged and tried again. */
  async keepUp(): Promise<void> {
    const { store, now } = this.#options;
    if (Math.abs(now() - this.#lookedAt) < LOOK_EVERY_MS) return;
    this.#lookedAt = now();
    const certificates = await store.certificates.listPublic();
    const owners = await ownersOf(store);
    const { renew, replace } = planRenewals(certificates, new Set(owners.flatMap(certificatesOf)), now());
    const taken = new Set(certificates.map(({ name }) => name));
    for (const one of renew) await this.#attempt(one, () => this.#renew(one, taken));
    for (const one of replace) await this.#attempt(one.before, () => this.#replace(one, owners));
  }

  async #attempt({ id, name }: PublicCertificate, act: () => Promise<void>): Promise<void> {
    const { now, log } = this.#options;
    if ((this.#resting.get(id) ?? 0) > now()) return;
    this.#resting.delete(id);
    try {
      await act();
    } catch (err) {
      this.#resting.set(id, now() + REST_MS);
      log.error({ err, certificate: name }, 'a certificate could not be renewed; trying again soon');
    }
  }

  async #renew(before: PublicCertificate, taken: ReadonlySet<string>): Promise<void> {
    const { authority, audit } = this.#options;
    const name = nameOfSuccessor(before.name, taken);
    const validDays = Math.max(1, Math.round((before.notAfter - before.createdAt) / DAY_MS));
    const request = { name, hostnames: [...before.hostnames], validDays };
    const deed = { actor: SYSTEM, action: 'certificate.renew', subject: before.name, detail: { name } };
    await audit.record(deed, () => authority.issue(request, SYSTEM, before.id));
    // What was just made is given to the tenants in the same minute.
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }

  /** While a change of one of its tenants is under way, be it this very replacement, there is nothing to do. */
  async #replace(succession: Succession, owners: readonly Owner[]): Promise<void> {
    const { store, tenants: desk, audit, now } = this.#options;
    const { before, after } = succession;
    const having = owners.filter(({ inForce }) => inForce.certificateId === before.id);
    const users = [...new Set(having.map(({ tenantId }) => tenantId))];
    if (users.length === 0) return;
    const unfinished = await store.changes.unfinished();
    if (unfinished.some(({ tenantIds }) => tenantIds.some((id) => users.includes(id)))) return;
    if (replaceableFrom(succession, await this.#changesOf(users)) > now()) return;
    const deed = { actor: SYSTEM, action: 'certificate.replace', subject: before.name };
    await audit.record({ ...deed, detail: { with: after.name } }, () =>
      desk.replaceCertificate(before.name, { with: after.name }, SYSTEM),
    );
  }

  /** Newest first: those of the tenant that was changed last, which has been in every try. */
  async #changesOf(tenantIds: readonly TenantId[]): Promise<ChangeRecord[]> {
    const { changes } = this.#options.store;
    const [last] = await changes.newestOf(tenantIds);
    const tenantId = last?.tenantIds.find((id) => tenantIds.includes(id));
    return tenantId === undefined ? [] : changes.list({ tenantId, limit: TRIES_KNOWN });
  }
}

function certificatesOf({ inForce, serving }: Owner): CertificateId[] {
  const served = serving.flatMap(({ certificateId, coming }) => [certificateId, coming?.certificateId]);
  return [inForce.certificateId, ...served].filter((id) => id !== null && id !== undefined);
}

/** A website, and the tenant whose changes are about it. */
interface Owner extends Pick<TenantRecord, 'inForce' | 'serving'> {
  readonly tenantId: TenantId;
}

async function ownersOf({
  tenants,
  endpointServers,
}: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>): Promise<Owner[]> {
  const own = (await tenants.list()).map(({ id, inForce, serving }) => ({ tenantId: id, inForce, serving }));
  const servers = await endpointServers.list();
  return [...own, ...servers.filter(({ state }) => state === 'authorized')];
}
