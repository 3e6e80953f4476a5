import type { CertificateStore } from '@causeway/certificates';
import {
  type ChangeJournal,
  type ChangeRecord,
  type SitePlan,
  type SitesPlan,
  siteKindName,
} from '@causeway/changes';
import type { CertificateId } from '@causeway/contract';
import type { Notice, NoticeSource } from '../notices/notice.ts';
import { dueStep, type Lifetime } from '../watch/notice-steps.ts';
import { describeDeadline, type Ending } from './describe-deadline.ts';
import { serverIdOf } from './served-sites.ts';
import type { TenantSitePorts } from './site-ports.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From here on somebody may be at work on the last clients, and an hour counts. */
const CLOSE_MS = 2 * DAY_MS;

/** What of provisioning's store is looked at. */
export interface CrossingStore {
  readonly changes: Pick<ChangeJournal, 'unfinished'>;
  readonly certificates: Pick<CertificateStore, 'find'>;
}

/** A certificate that ends while clients still need it, because they have not crossed to the next one. */
export class CrossingDeadlines implements NoticeSource {
  readonly #store: CrossingStore;
  readonly #ports: Pick<TenantSitePorts, 'decide'>;
  /** Refusals by series, so that the fleet is not asked once a minute. */
  #refused: ReadonlyMap<string, Refused> = new Map();

  constructor(store: CrossingStore, ports: Pick<TenantSitePorts, 'decide'>) {
    this.#store = store;
    this.#ports = ports;
  }

  async due(now: number): Promise<Notice[]> {
    const changes = await this.#store.changes.unfinished();
    const crossings = changes.filter(({ kind, state }) => kind === siteKindName && state === 'crossing');
    const found = await Promise.all(crossings.map((change) => this.#ofChange(change, now)));
    const refused = found.flat();
    this.#refused = new Map(refused.map((one) => [one.notice.series, one]));
    return refused.map(({ notice }) => notice);
  }

  async #ofChange(change: ChangeRecord, now: number): Promise<Refused[]> {
    // Plans of this kind are made by planSite alone.
    const { sites } = change.plan as SitesPlan;
    const refused = await Promise.all(sites.map((site) => this.#ofSite(change, site, now)));
    return refused.filter((one) => one !== undefined);
  }

  async #ofSite({ id }: ChangeRecord, site: SitePlan, now: number): Promise<Refused | undefined> {
    const ending = await this.#endingOf(site);
    const step = ending && dueStep(ending.lifetime, now);
    if (ending === undefined || step === undefined) return undefined;
    const series = `crossing-deadline/${id}/${serverIdOf(site)}`;
    const known = this.#refused.get(series);
    if (known?.notice.step === step && isFresh(known, ending.lifetime, now)) return known;
    const move = { site, before: site.interim, after: site.after };
    const verdict = await this.#ports.decide(site.tenantId, [move]);
    if (verdict.kind === 'allowed') return undefined;
    return { notice: describeDeadline({ series, step, site, ending, verdict, now }), askedAt: now };
  }

  /** The certificate that is served until the fleet has crossed, with its end. */
  async #endingOf({ interim }: SitePlan): Promise<Ending | undefined> {
    const swapped = interim.find(({ coming }) => coming !== undefined);
    if (swapped?.certificateId == null || swapped.coming === undefined) return undefined;
    const [ending, coming] = await Promise.all([
      this.#store.certificates.find(swapped.certificateId),
      this.#nameOf(swapped.coming.certificateId),
    ]);
    if (ending === undefined) return undefined;
    const { name, notBefore, notAfter } = ending;
    return { name, coming, lifetime: { notBefore, notAfter, renewedAtLeftMs: null } };
  }

  async #nameOf(id: CertificateId): Promise<string> {
    return (await this.#store.certificates.find(id))?.name ?? id;
  }
}

interface Refused {
  readonly notice: Notice;
  readonly askedAt: number;
}

/** The closer the end, the less may a refusal be believed that is not from now. A clock that was set back asks again. */
function isFresh({ askedAt }: Refused, { notAfter }: Lifetime, now: number): boolean {
  const keptMs = notAfter - now < CLOSE_MS ? HOUR_MS : DAY_MS;
  return now >= askedAt && now - askedAt < keptMs;
}
