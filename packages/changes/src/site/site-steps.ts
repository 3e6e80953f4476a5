import { setTimeout as wait } from 'node:timers/promises';
import type { CertificateId, Listener, Site, TenantId } from '@causeway/contract';
import type { Verdict } from '@causeway/reachability';
import type { ChangeKind, ChangeStep, StepContext } from '../engine/change-kind.ts';
import {
  byTenant,
  certificateIdsOf,
  isSwap,
  type LawCheck,
  type SitePlan,
  type SitesPlan,
  siteNameOf,
  type TenantPlan,
} from './plan-site.ts';
import { refuse } from './refusals.ts';

/** What config.ini is to say of one website: these addresses, and the anchors of these certificates beside their own. */
export interface ShownSite {
  readonly site: SitePlan;
  readonly listeners: readonly Listener[];
  readonly anchorsOf: readonly CertificateId[];
}

/** What of one website the law compares. */
export interface SiteMove {
  readonly site: Pick<SitePlan, 'endpointServer' | 'retires'>;
  readonly before: readonly Listener[];
  readonly after: readonly Listener[];
}

/**
 * The effects behind the steps of a site change. Every one is idempotent, and leaves things as they were when it throws.
 * The website of a stand-alone endpoint server that lags and was set aside is left as it is by all of them, until the
 * next preflight.
 */
export interface SitePorts {
  /** @throws PREFLIGHT_FAILED; @returns the findings that do not stop it. */
  preflight(site: SitePlan, signal: AbortSignal): Promise<unknown>;
  /** Writes down what the admin wants. */
  save(site: SitePlan): Promise<void>;
  /** Writes down that what is in force is wanted again; nothing to do for a website that is gone. */
  forget(site: SitePlan): Promise<void>;
  /** Publishes a config.ini that says this of these websites, and of the tenant's others what they serve. */
  ensurePublished(tenantId: TenantId, shown: readonly ShownSite[]): Promise<unknown>;
  /** Listens on exactly these; resolves when what was closed has drained. @throws ENDPOINT_SERVER_LAGS */
  serve(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown>;
  /** As `serve`, on the way back: an endpoint server that lags is told when it is there again, and stops nothing. */
  putBack(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown>;
  /** Dials them from outside. @throws PROOF_FAILED, NEIGHBOR_DISTURBED */
  prove(site: SitePlan, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown>;
  /** The law over the whole fleet and all websites of the tenant, with flushed evidence. */
  decide(tenantId: TenantId, moves: readonly SiteMove[]): Promise<Verdict>;
  /** Writes down what has been reached: that site, or that the endpoint server is retired. */
  record(site: SitePlan, reached: Site | 'retired'): Promise<void>;
}

/** How long a crossing rests between two looks at the fleet, at least, and in multiples of what a look costs. */
const LOOK_EVERY_MS = 2_000;
const LOOK_COST_FACTOR = 20;

/** Resolves after that time. @throws when the signal is aborted before. */
export type Rest = (ms: number, signal: AbortSignal) => Promise<void>;

/** The name by which the journal knows changes of websites. */
export const siteKindName = 'site';

/** The kind of change that configures websites. */
export function siteKind(ports: SitePorts, rest: Rest = restFor): ChangeKind {
  return {
    kind: siteKindName,
    // Plans of this kind are made by planSite alone; the journal gives them back as they were.
    steps: (plan) => siteSteps(plan as SitesPlan).map((step) => step.make(plan as SitesPlan, ports, rest)),
  };
}

interface NamedStep {
  readonly name: string;
  readonly title: string;
  make(plan: SitesPlan, ports: SitePorts, rest: Rest): ChangeStep;
}

/** The steps of a plan, to be shown before anything runs. DESIGN rule 8 has the order and the reasons. */
export function siteSteps({ sites }: SitesPlan): readonly NamedStep[] {
  const swapping = sites.some(isSwap) ? [swap, confirm] : [];
  return [preflight, announce, open, prove, publish, cross, recheck, ...swapping, settle, close, record];
}

type Results = Readonly<Record<string, unknown>>;

/** What a step does to the websites of each tenant. */
interface TenantStep {
  run(plan: TenantPlan, ports: SitePorts, context: StepContext): Promise<Results>;
  undo?(plan: TenantPlan, ports: SitePorts, context: StepContext): Promise<unknown>;
}

/** One tenant after the other: what one of them meets stops the step, and the undo goes over all. */
function named(name: string, title: string, { undo, run }: TenantStep): NamedStep {
  return {
    name,
    title,
    make: (plan, ports) => ({
      ...{ name, title },
      async run(context) {
        const results: Results[] = [];
        for (const tenant of byTenant(plan)) results.push(await run(tenant, ports, context));
        return Object.assign({}, ...results);
      },
      ...(undo && {
        async undo(context) {
          for (const tenant of byTenant(plan).toReversed()) await undo(tenant, ports, context);
        },
      }),
    }),
  };
}

/**
 * What came of it, by the name of the website. Those of this machine one after the other; stand-alone endpoint servers
 * are machines of their own, and taken all at once.
 */
async function each(
  sites: readonly SitePlan[],
  act: (site: SitePlan) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  const note = async (site: SitePlan) => {
    results[siteNameOf(site)] = (await act(site)) ?? null;
  };
  for (const site of sites) if (site.endpointServer === undefined) await note(site);
  const others = await Promise.allSettled(sites.filter(({ endpointServer }) => endpointServer).map(note));
  const failed = others.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return results;
}

const preflight = named('preflight', 'preflight: certificate, name and ports', {
  run: ({ sites }, ports, { signal }) =>
    each(sites, async (site) => {
      const findings = await ports.preflight(site, signal);
      await ports.save(site);
      return findings;
    }),
  // Not `previous`: a plan that the preflight finds outrun must not write down what was in force before the other change.
  undo: ({ sites }, ports) => each(sites.toReversed(), (site) => ports.forget(site)),
});

const announce = named('announce', 'publish the trust anchors of what comes', {
  run: (tenant, ports) => publishAll(tenant, ports, ({ before, after }) => [before, certificateIdsOf(after)]),
  undo: (tenant, ports) => publishAll(tenant, ports, ({ before }) => [before, []]),
});

const open = named('open', 'open the new beside the old', {
  run: ({ sites }, ports, { signal }) => each(sites, (site) => ports.serve(site, site.interim, signal)),
  async undo(tenant, ports, { signal }) {
    await requireLaw(tenant, { from: 'interim', to: 'before' }, ports);
    await each(tenant.sites.toReversed(), (site) => ports.putBack(site, site.before, signal));
  },
});

const prove = named('prove', 'dial them from outside, and their neighbors', {
  run: ({ sites }, ports, { signal }) => each(sites, (site) => ports.prove(site, site.interim, signal)),
});

const publish = named('publish', 'publish what comes in config.ini', {
  run: (tenant, ports) =>
    publishAll(tenant, ports, ({ interim, before }) => [interim, certificateIdsOf(before)]),
  async undo(tenant, ports) {
    // Before the fleet is told to go back: whoever could not must not lose the way it has.
    await requireLaw(tenant, { from: 'interim', to: 'before' }, ports);
    await publishAll(tenant, ports, ({ before, after }) => [before, certificateIdsOf(after)]);
  },
});

const cross: NamedStep = {
  name: 'crossing',
  title: 'wait until every active client has proven a way that stays',
  make: (plan, ports, rest) => ({
    ...{ name: cross.name, title: cross.title, waits: true },
    run: ({ signal }) => waitForLaw(byTenant(plan), ports, rest, signal),
  }),
};

const recheck = named('recheck', 'check the law once more', {
  run: async (tenant, ports) => ({
    [tenant.tenant]: await requireLaw(tenant, { from: 'interim', to: 'after' }, ports),
  }),
});

const swap = named('swap', 'put the coming certificate live', {
  run: ({ sites }, ports, { signal }) => each(sites, (site) => ports.serve(site, site.swapped, signal)),
  async undo(tenant, ports, { signal }) {
    await requireLaw(tenant, { from: 'swapped', to: 'interim' }, ports);
    await each(tenant.sites.toReversed(), (site) => ports.putBack(site, site.interim, signal));
  },
});

const confirm = named('confirm', 'dial it from outside once it is live', {
  run: ({ sites }, ports, { signal }) => each(sites, (site) => ports.prove(site, site.swapped, signal)),
});

const settle = named('settle', 'publish what stays', {
  run: (tenant, ports) => publishAll(tenant, ports, ({ after }) => [after, []]),
  undo: (tenant, ports) =>
    publishAll(tenant, ports, ({ swapped, before }) => [swapped, certificateIdsOf(before)]),
});

const close = named('close', 'drain and close the old listeners', {
  run: ({ sites }, ports, { signal }) => each(sites, (site) => ports.serve(site, site.after, signal)),
  undo: ({ sites }, ports, { signal }) =>
    each(sites.toReversed(), (site) => ports.putBack(site, site.swapped, signal)),
});

const record = named('record', 'write down what is in force', {
  async run({ tenantId, sites }, ports) {
    const results = await each(sites, (site) => ports.record(site, site.retires ? 'retired' : site.desired));
    // What an endpoint server did of its own accord meanwhile was left for now.
    await ports.ensurePublished(tenantId, []);
    return results;
  },
  undo: ({ sites }, ports) => each(sites.toReversed(), (site) => ports.record(site, site.previous)),
});

/** One config.ini for all websites of a tenant. */
async function publishAll(
  { tenantId, tenant, sites }: TenantPlan,
  ports: SitePorts,
  shows: (site: SitePlan) => [readonly Listener[], readonly CertificateId[]],
): Promise<Results> {
  const shown = sites.map((site): ShownSite => {
    const [listeners, anchorsOf] = shows(site);
    return { site, listeners, anchorsOf };
  });
  return { [tenant]: await ports.ensurePublished(tenantId, shown) };
}

/** The law over all websites of a tenant, between two points of the plan. */
export function decideBetween(
  { tenantId, sites }: TenantPlan,
  { from, to }: LawCheck,
  ports: Pick<SitePorts, 'decide'>,
): Promise<Verdict> {
  return ports.decide(
    tenantId,
    sites.map((site) => ({ site, before: site[from], after: site[to] })),
  );
}

/** @throws CLIENTS_NOT_PROVEN */
async function requireLaw(tenant: TenantPlan, check: LawCheck, ports: SitePorts): Promise<Verdict['counts']> {
  const verdict = await decideBetween(tenant, check, ports);
  if (verdict.kind === 'refused') throw refuse(verdict, tenant.tenant);
  return verdict.counts;
}

/** Looks at the fleets until the law holds for every one of them in the same look. */
async function waitForLaw(
  tenants: readonly TenantPlan[],
  ports: SitePorts,
  rest: Rest,
  signal: AbortSignal,
): Promise<Record<string, Verdict['counts']>> {
  while (true) {
    const startedAt = performance.now();
    const counts: Record<string, Verdict['counts']> = {};
    for (const tenant of tenants) {
      const verdict = await decideBetween(tenant, { from: 'interim', to: 'after' }, ports);
      if (verdict.kind === 'refused') break;
      counts[tenant.tenant] = verdict.counts;
    }
    if (Object.keys(counts).length === tenants.length) return counts;
    const tookMs = performance.now() - startedAt;
    await rest(Math.max(LOOK_EVERY_MS, tookMs * LOOK_COST_FACTOR), signal);
  }
}

/** By the clock of the machine. */
export const restFor: Rest = (ms, signal) => wait(ms, undefined, { signal });
