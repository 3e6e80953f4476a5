import { randomUUIDv7 } from 'node:crypto';
import type { Bindings } from '@causeway/bindings';
import { readCertificateAside } from '@causeway/certificates';
import {
  type ChangeEvent,
  type ChangeRunner,
  createChangeRunner,
  type Rest,
  restFor,
  siteKind,
} from '@causeway/changes';
import { asId, type ChangeId } from '@causeway/contract';
import { AccessDesk } from './access/access-desk.ts';
import { AccessDesks } from './access/access-desks.ts';
import { OpenIdDesk } from './access/openid/open-id-desk.ts';
import { AcmeDesk } from './acme/acme-desk.ts';
import { AuditTrail } from './audit.ts';
import { AuthorityDesk } from './authority/authority-desk.ts';
import { CertificatesDesk } from './certificates/certificates-desk.ts';
import { ChangesDesk } from './changes/changes-desk.ts';
import { ConsoleDesk } from './console/console-desk.ts';
import { CatchUp } from './endpoint-servers/catch-up.ts';
import { createDial } from './endpoint-servers/create-dial.ts';
import { EndpointServersDesk } from './endpoint-servers/endpoint-servers-desk.ts';
import { createJudge } from './endpoint-servers/judge.ts';
import { LocalChanges } from './endpoint-servers/local-changes.ts';
import { News } from './endpoint-servers/news.ts';
import { Offers } from './endpoint-servers/offers.ts';
import { StandAloneSites } from './endpoint-servers/stand-alone-sites.ts';
import { TenantRegistry } from './endpoint-servers/tenant-registry.ts';
import { NoticeWatch } from './notices/notice-watch.ts';
import { NoticesDesk } from './notices/notices-desk.ts';
import { createSendNotice } from './notices/send-notice.ts';
import type { PlatformSite } from './platform-site/platform-site.ts';
import type { ProvisioningStore } from './provisioning-store.ts';
import { FailedChanges } from './renewal/failed-changes.ts';
import { Renewals } from './renewal/renewals.ts';
import { RequestsDesk } from './requests/requests-desk.ts';
import { CrossingDeadlines } from './tenants/crossing-deadlines.ts';
import { CrossingSampler } from './tenants/crossing-sampler.ts';
import { CrossingsDesk } from './tenants/crossings-desk.ts';
import { ForeignDoors } from './tenants/foreign-doors.ts';
import { GroupsDesk } from './tenants/groups-desk.ts';
import { LiveSettings } from './tenants/live-settings.ts';
import { type Outside, outside as realOutside } from './tenants/outside.ts';
import { SiteChanges } from './tenants/site-changes.ts';
import { TenantSitePorts } from './tenants/site-ports.ts';
import { TenantHosts, type TenantStores } from './tenants/tenant-hosts.ts';
import { TenantsDesk } from './tenants/tenants-desk.ts';
import { TenantsUpkeep } from './tenants/tenants-upkeep.ts';
import { Upkeep } from './upkeep.ts';
import { ExpiryDesk } from './watch/expiry-desk.ts';
import { MetricsDesk } from './watch/metrics-desk.ts';

export interface ProvisioningOptions {
  readonly store: ProvisioningStore;
  readonly tenantStores: TenantStores;
  readonly bindings: Bindings;
  readonly now: () => number;
  readonly log: ProvisioningLog;
  /** Told of every event of every change, synchronously. */
  readonly onChangeEvent?: (event: ChangeEvent) => void;
  readonly outside?: Outside;
  /** Absolute paths of the programs that may set DNS records for ACME; nobody else can name one. */
  readonly dnsHooks?: readonly string[];
  /** How the notice watch waits between its looks; real time unless a test has its own. */
  readonly restBetweenLooks?: Rest;
}

export interface ProvisioningLog {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** The management console of an installation, without its web server. */
export class Provisioning implements AsyncDisposable {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly access: AccessDesk;
  /** Of the tenants' platforms. */
  readonly accessDesks: AccessDesks;
  readonly openId: OpenIdDesk;
  readonly audit: AuditTrail;
  readonly certificates: CertificatesDesk;
  readonly requests: RequestsDesk;
  readonly authority: AuthorityDesk;
  readonly tenants: TenantsDesk;
  readonly crossings: CrossingsDesk;
  readonly groups: GroupsDesk;
  readonly acme: AcmeDesk;
  readonly changes: ChangesDesk;
  readonly console: ConsoleDesk;
  readonly endpointServers: EndpointServersDesk;
  readonly expiry: ExpiryDesk;
  readonly notices: NoticesDesk;
  readonly metrics: MetricsDesk;
  readonly #noticeWatch: NoticeWatch;
  readonly #tenantsUpkeep: TenantsUpkeep;
  readonly #localChanges: LocalChanges;
  readonly #crossingSampler: CrossingSampler;
  readonly #upkeep: Upkeep;
  /** As the bindings say it. */
  readonly isHttpServed: (hostname: string) => boolean;
  readonly #hosts: TenantHosts;
  readonly #runner: ChangeRunner;
  readonly #log: ProvisioningLog;
  #site: PlatformSite | undefined;

  constructor(options: ProvisioningOptions) {
    const { store, bindings, now, log, outside = realOutside } = options;
    this.store = store;
    this.now = now;
    this.isHttpServed = (hostname) => bindings.isHttpServed(hostname);
    this.#log = log;
    this.access = new AccessDesk({ store, now, reach: null });
    this.accessDesks = new AccessDesks(store, now);
    this.openId = new OpenIdDesk({ store, now, credentials: this.access.credentials });
    this.audit = new AuditTrail(store, now);
    this.requests = new RequestsDesk(store, now);
    this.certificates = new CertificatesDesk(store, now, this.requests);
    this.authority = new AuthorityDesk({ store, audit: this.audit, now });
    const { certificates, audit } = this;
    this.console = new ConsoleDesk({ store, certificates, audit, now, log, outside });
    const news = new News();
    const dial = createDial({ certificates, outside });
    const lookedUpLater = () => ports;
    this.#localChanges = new LocalChanges({
      store,
      certificates,
      ports: lookedUpLater,
      dial,
      news,
      now,
      log,
    });
    const foreign = new ForeignDoors(store);
    const judge = createJudge({
      ...{ store, ports: lookedUpLater, now, hosts: () => this.#hosts },
      readChain: (pem) => readCertificateAside({ pem, keyPlace: 'elsewhere' }),
    });
    this.#hosts = new TenantHosts({
      ...{ stores: options.tenantStores, bindings, now, foreign, site: () => this.#site },
      endpointServersOf: (tenantId, tenantStore) =>
        new TenantRegistry({
          ...{ tenantId, store, tenantStore, certificates, judge, news, now },
          localChanges: this.#localChanges,
        }),
    });
    const offers = new Offers({ store, news, now });
    const standAlone = new StandAloneSites({ store, offers, news, now, dial });
    const ports = new TenantSitePorts({
      ...{ store, hosts: this.#hosts, certificates, bindings, standAlone, news, now, outside },
    });
    this.#runner = createChangeRunner({
      journal: store.changes,
      kinds: [siteKind(ports, outside.rest)],
      now,
      newId: () => asId<ChangeId>(randomUUIDv7()),
      onEvent: (event) => {
        this.#logChange(event);
        options.onChangeEvent?.(event);
      },
    });
    this.changes = new ChangesDesk(store, this.#runner);
    const siteOptions = { store, hosts: this.#hosts, certificates, ports, runner: this.#runner, now };
    const siteChanges = new SiteChanges(siteOptions);
    const settings = new LiveSettings({ store, changes: siteChanges, ports, foreign, news });
    this.tenants = new TenantsDesk({ ...siteOptions, changes: siteChanges, settings });
    this.groups = new GroupsDesk({ store, hosts: this.#hosts, changes: siteChanges, settings, now });
    this.endpointServers = new EndpointServersDesk({ ...siteOptions, changes: siteChanges, news, offers });
    const { tenants } = this;
    this.crossings = new CrossingsDesk({
      store,
      hosts: this.#hosts,
      ports,
      changes: siteChanges,
      tenants,
      now,
    });
    const { dnsHooks = [] } = options;
    this.acme = new AcmeDesk({
      ...{ store, certificates, bindings, audit, now, log, dnsHooks },
      onObtained: () => renewals.lookSoon(),
    });
    const renewals = new Renewals({ store, tenants, audit, authority: this.authority, now, log });
    this.#tenantsUpkeep = new TenantsUpkeep({ store, hosts: this.#hosts, ports, log });
    const catchUp = new CatchUp({ store, changes: siteChanges, now, log });
    const { crossings, console, acme } = this;
    this.#crossingSampler = new CrossingSampler({ store, hosts: this.#hosts, crossings, now, log });
    // The one that may walk through fleets, last.
    const parts = {
      ...{ tenants: this.#tenantsUpkeep, console, renewals, acme, catchUp, access: this.access },
      crossings: this.#crossingSampler,
    };
    this.#upkeep = new Upkeep({ parts, log });
    const send = createSendNotice(now);
    this.expiry = new ExpiryDesk(store, now);
    this.notices = new NoticesDesk({ store: store.notices, send, now });
    this.metrics = new MetricsDesk({ store, hosts: this.#hosts, expiry: this.expiry, now });
    this.#noticeWatch = new NoticeWatch({
      sources: [this.expiry, new CrossingDeadlines(store, ports), new FailedChanges(store)],
      store: store.notices,
      send,
      now,
      rest: options.restBetweenLooks ?? restFor,
      log,
    });
  }

  /** What people meet at the addresses of tenants; before `start`. */
  serveSite(site: PlatformSite): void {
    this.#site = site;
  }

  /** Brings every tenant back to what it served, then finishes or undoes every change that was cut off. */
  async start(): Promise<void> {
    await this.#tenantsUpkeep.restoreAll();
    await this.#runner.resume();
    await this.acme.resume();
    this.#upkeep.start();
    this.#noticeWatch.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#upkeep.stop();
    this.#crossingSampler.stop();
    await using parts = new AsyncDisposableStack();
    parts.use(this.#hosts);
    parts.use(this.#localChanges);
    parts.use(this.#runner);
    parts.use(this.console);
    // An order that the upkeep waits for ends with ACME; all else outlives the upkeep.
    parts.use(this.#upkeep);
    parts.use(this.acme);
    parts.use(this.#noticeWatch);
  }

  /**
   * Tries again what is not served, and renews what nears its end: a whole round, after the one that is under way.
   * Runs by itself, too. Never rejects.
   */
  keepUp(): Promise<void> {
    return this.#upkeep.round();
  }

  #logChange(event: ChangeEvent): void {
    if (event.kind !== 'step') return;
    const { change, step } = event;
    this.#log.info({ change: change.id, step: step.name, state: step.state }, step.title);
  }
}
