import {
  type Authority,
  certificateErrors,
  type IssuePlan,
  type IssueWish,
  issueLeaf,
  type MadeAuthority,
  makeIntermediate,
  makeRoot,
  planIssue,
  type StoredCertificate,
} from '@causeway/certificates';
import type { CertificateId } from '@causeway/contract';
import type { CreateCertificate } from '@causeway/contract/admin';
import type { AuditTrail } from '../audit.ts';
import { newCertificate } from '../certificates/new-certificate.ts';
import { parseCertificateHostname } from '../certificates/parse-certificate-hostname.ts';
import type { ProvisioningStore } from '../provisioning-store.ts';
import { domainsOfTenants } from './domains-of-tenants.ts';

const DAY_MS = 86_400_000;
/** As Let's Encrypt has it: short enough that renewing stays a habit, long enough for a client on holiday. */
const DEFAULT_VALID_DAYS = 90;
/** Each lost race means that somebody else made progress; more than a few in a row is a fault. */
const ATTEMPTS = 10;

export interface AuthorityDeskOptions {
  readonly store: ProvisioningStore;
  readonly audit: AuditTrail;
  readonly now: () => number;
}

/** The internal CA at this moment. */
export interface AuthorityState {
  readonly root: Authority;
  /** Of this root, by generation. */
  readonly intermediates: readonly Authority[];
}

/** The installation's own CA. It is made with its first certificate; private keys never leave the store and this desk. */
export class AuthorityDesk {
  readonly #options: AuthorityDeskOptions;

  constructor(options: AuthorityDeskOptions) {
    this.#options = options;
  }

  /**
   * Makes what is missing of the CA, each part kept before the next, and then the certificate. Killed in between, or
   * beside another, the next use goes on from what is there.
   * @throws CERTIFICATE_OUTSIDE_DOMAINS, HOSTNAME_INVALID, HOSTNAME_NOT_QUALIFIED, CERTIFICATE_NAME_TAKEN
   */
  async issue(request: CreateCertificate, actor: string, renews?: CertificateId): Promise<StoredCertificate> {
    const { store, now } = this.#options;
    const wish = await this.#wishOf(request);
    const { root, intermediate, notAfter } = await this.#prepare(wish, actor);
    const intermediateKeyPem = await store.authorities.keyOf(intermediate.generation);
    const { hostnames } = wish;
    const made = await issueLeaf({
      hostnames,
      root,
      intermediate,
      intermediateKeyPem,
      notAfter,
      now: wish.now,
    });
    const certificate = newCertificate(made, { name: request.name, origin: 'internal', now: now(), renews });
    await store.certificates.add(certificate);
    return certificate;
  }

  /** @throws AUTHORITY_MISSING */
  async show(): Promise<AuthorityState> {
    const all = await this.#options.store.authorities.list();
    const root = all.findLast(({ role }) => role === 'root');
    if (root === undefined) throw certificateErrors.error('AUTHORITY_MISSING', { seen: 'no root' });
    const isOfRoot = ({ role, issuerSha256 }: Authority) =>
      role === 'intermediate' && issuerSha256 === root.sha256;
    return { root, intermediates: all.filter(isOfRoot) };
  }

  async #wishOf({ name, hostnames, validDays = DEFAULT_VALID_DAYS }: CreateCertificate): Promise<IssueWish> {
    const { store, now } = this.#options;
    if ((await store.certificates.findByName(name)) !== undefined) {
      throw certificateErrors.error('CERTIFICATE_NAME_TAKEN', { seen: JSON.stringify(name) });
    }
    return {
      hostnames: hostnames.map(parseCertificateHostname),
      domains: domainsOfTenants([...(await store.tenants.list()), ...(await this.#authorizedServers())]),
      now: now(),
      validMs: validDays * DAY_MS,
    };
  }

  /** Who was not authorized yet has no say in what the CA issues for. */
  async #authorizedServers() {
    const servers = await this.#options.store.endpointServers.list();
    return servers.filter(({ state }) => state === 'authorized');
  }

  async #prepare(wish: IssueWish, actor: string): Promise<Extract<IssuePlan, { kind: 'issue' }>> {
    const { store } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const plan = planIssue(await store.authorities.list(), wish);
      if (plan.kind === 'issue') return plan;
      try {
        await this.#keep(await this.#make(plan, wish), actor);
      } catch (error) {
        const isRaced = certificateErrors.is(error, 'AUTHORITY_GENERATION_TAKEN');
        if (!isRaced || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #make(plan: Exclude<IssuePlan, { kind: 'issue' }>, wish: IssueWish): Promise<MadeAuthority> {
    const { generation } = plan;
    const { now } = wish;
    if (plan.kind === 'make-root') return makeRoot({ generation, now });
    const rootKeyPem = await this.#options.store.authorities.keyOf(plan.root.generation);
    return makeIntermediate({ generation, root: plan.root, rootKeyPem, domains: plan.domains, now });
  }

  async #keep({ authority, keyPem }: MadeAuthority, actor: string): Promise<void> {
    const { store, audit } = this.#options;
    const { name, role, sha256, domains } = authority;
    const deed = { actor, action: `authority.create-${role}`, subject: name, detail: { sha256, domains } };
    await audit.record(deed, () => store.authorities.append(authority, keyPem));
  }
}
