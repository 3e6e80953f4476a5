import { X509Certificate } from 'node:crypto';
import type { SiteMove } from '@causeway/changes';
import { addressOf, type CertificateId, type Listener, listenersOf, type TenantId } from '@causeway/contract';
import type { LocalChange, LocalSite } from '@causeway/contract/upstream-messages';
import { CausewayError } from '@causeway/errors';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type {
  EndpointServerLocalChange,
  EndpointServerRecord,
  ProvisioningStore,
} from '../provisioning-store.ts';
import type { TenantSitePorts } from '../tenants/site-ports.ts';
import type { Dial } from './create-dial.ts';
import { localCertificateName, requireHostname, siteOfLocal } from './local-site.ts';
import type { News } from './news.ts';
import { isUnreached } from './stand-alone-sites.ts';

export interface LocalChangesOptions {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers' | 'certificates' | 'changes'>;
  readonly certificates: Pick<CertificatesDesk, 'import'>;
  readonly ports: () => Pick<TenantSitePorts, 'ensurePublished' | 'checkAddresses'>;
  readonly dial: Dial;
  readonly news: News;
  readonly now: () => number;
  readonly log: { error(detail: object, message: string): void };
  /** How long a local change is looked for; 50 seconds when left out. */
  readonly limitMs?: number;
  readonly restMs?: number;
}

/** Less than the minute after which an endpoint server goes back by itself, so that it hears why. */
const LIMIT_MS = 50_000;
const REST_MS = 2_000;

/** What became of the look from outside at a local change. */
type Seen = { readonly kind: 'seen' } | { readonly kind: 'not-seen'; readonly why: string };

/** Changes that were made at endpoint servers themselves: looked at from outside, and then known to clients. */
export class LocalChanges implements AsyncDisposable {
  readonly #options: LocalChangesOptions;
  readonly #looking = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(options: LocalChangesOptions) {
    this.#options = options;
  }

  /** Takes note of what an endpoint server says of itself; looks at what is new, and does not wait for that. */
  async note(record: EndpointServerRecord, said: LocalChange | null): Promise<void> {
    const { local } = record;
    if (said === null) {
      if (local !== null) await this.#wentBack(record, local);
      return;
    }
    if (local?.number === said.number && local.outcome !== 'waiting') return;
    const known = local?.number === said.number ? local : await this.#keep(record, said);
    this.#look(record, known);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#looking.values());
  }

  async #keep(record: EndpointServerRecord, { number, site, chainPem, secondsAgo }: LocalChange) {
    const certificateId = chainPem === null ? null : await this.#certificateOf(record, chainPem);
    const at = this.#options.now() - secondsAgo * 1000;
    const local: EndpointServerLocalChange = { number, site, certificateId, at, outcome: 'waiting' };
    await this.#options.store.endpointServers.update(record.id, { local });
    return local;
  }

  /** The certificate is kept without its key, so that its names, its end and its anchor are known. */
  async #certificateOf(record: EndpointServerRecord, chainPem: string): Promise<CertificateId> {
    const { store, certificates } = this.#options;
    const sha256 = sha256OfLeaf(chainPem);
    // One whose key we hold is offered with it: it is this endpoint server's already, or it never becomes so.
    const own = new Set([record.saved, record.inForce].map(({ certificateId }) => certificateId));
    const known = (await store.certificates.listPublic()).find(
      (one) => one.sha256 === sha256 && (!one.hasKey || own.has(one.id)),
    );
    if (known !== undefined) return known.id;
    const name = localCertificateName(record, sha256);
    return (await certificates.import({ name, pem: chainPem, withoutKey: true })).id;
  }

  /** It serves what it is offered again, as far as it says so. */
  async #wentBack(
    { id, tenantId, offer, applied, report }: EndpointServerRecord,
    { outcome }: EndpointServerLocalChange,
  ): Promise<void> {
    const wasServed = outcome !== 'waiting' && outcome !== 'not-seen';
    const isBack = wasServed && applied === offer.number && report?.trouble == null;
    const serving = isBack ? { serving: offer.listeners } : {};
    await this.#options.store.endpointServers.update(id, { local: null, ...serving });
    if (isBack) await this.#publish(tenantId);
  }

  /** While a change of the tenant is under way, config.ini is its own; it is published once more at its end. */
  async #publish(tenantId: TenantId): Promise<void> {
    const unfinished = await this.#options.store.changes.unfinished();
    if (unfinished.some(({ tenantIds }) => tenantIds.includes(tenantId))) return;
    await this.#options.ports().ensurePublished(tenantId);
  }

  #look(record: EndpointServerRecord, local: EndpointServerLocalChange): void {
    const key = `${record.id} ${local.number}`;
    if (this.#looking.has(key)) return;
    const looking = this.#lookUntilSeen(record, local)
      .catch((err) =>
        this.#options.log.error(
          { err, endpointServer: record.name },
          'a local change could not be looked at',
        ),
      )
      .finally(() => this.#looking.delete(key));
    this.#looking.set(key, looking);
  }

  async #lookUntilSeen(record: EndpointServerRecord, local: EndpointServerLocalChange): Promise<void> {
    const { limitMs = LIMIT_MS, restMs = REST_MS, news } = this.#options;
    const limit = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(limitMs)]);
    let seen: Seen = { kind: 'not-seen', why: 'nobody came through' };
    while (!limit.aborted) {
      seen = await this.#lookOnce(record, local, limit).catch((error: unknown) => {
        if (limit.aborted) return seen;
        throw error;
      });
      if (seen.kind === 'seen') break;
      await news.next(record.id, AbortSignal.any([limit, AbortSignal.timeout(restMs)]));
    }
    if (this.#stop.signal.aborted) return;
    await this.#settle(record, local, seen);
  }

  async #lookOnce(
    record: EndpointServerRecord,
    { site, certificateId }: EndpointServerLocalChange,
    signal: AbortSignal,
  ): Promise<Seen> {
    const listeners = listenersOf(siteOfLocal(site, certificateId));
    const unfit = await this.#unfit(record, site, listeners);
    if (unfit !== undefined) return { kind: 'not-seen', why: unfit };
    const dialed = await this.#options.dial(listeners, signal);
    const wrong = dialed.filter(({ code }) => code !== 'OK');
    if (wrong.length === 0) return { kind: 'seen' };
    const own = (await this.#options.store.endpointServers.find(record.id))?.report?.proofs ?? [];
    const isOwnProof = listeners.every((listener) =>
      own.some(({ address, code }) => address === addressOf(listener) && code === 'OK'),
    );
    if (isOwnProof && wrong.every(isUnreached)) return { kind: 'seen' };
    return {
      kind: 'not-seen',
      why: wrong.map(({ address, code, seen }) => `${address}: ${code}, ${seen}`).join('; '),
    };
  }

  /** Why clients could not be told of it, whoever gets through. */
  async #unfit(
    { id, tenantId }: EndpointServerRecord,
    site: LocalSite,
    listeners: readonly Listener[],
  ): Promise<string | undefined> {
    try {
      requireHostname(site);
    } catch (error) {
      return error instanceof CausewayError ? `${error.code}: ${error.seen}` : String(error);
    }
    const tenant = await this.#options.store.tenants.find(tenantId);
    const [taken] = tenant ? await this.#options.ports().checkAddresses(tenant, id, listeners) : [];
    return taken && `${taken.code}: ${taken.seen}`;
  }

  /** What was seen is what clients are told of from now on. */
  async #settle(
    { id, tenantId }: EndpointServerRecord,
    local: EndpointServerLocalChange,
    seen: Seen,
  ): Promise<void> {
    const { store, news } = this.#options;
    const now = await store.endpointServers.find(id);
    if (now?.local?.number !== local.number) return;
    if (seen.kind === 'not-seen')
      await store.endpointServers.update(id, { local: { ...local, outcome: 'not-seen', why: seen.why } });
    else {
      const serving = listenersOf(siteOfLocal(local.site, local.certificateId));
      await store.endpointServers.update(id, { local: { ...local, outcome: 'seen' }, serving });
      await this.#publish(tenantId);
    }
    news.tell(id);
  }
}

/** How the law sees a local site in the place of what is served. */
export function localMove(record: EndpointServerRecord, after: SiteMove['after']): SiteMove {
  const { id, name, serving } = record;
  return { site: { endpointServer: { id, name, whenItLags: 'fail' } }, before: serving, after };
}

function sha256OfLeaf(chainPem: string): string {
  return new X509Certificate(chainPem).fingerprint256.replaceAll(':', '').toLowerCase();
}
