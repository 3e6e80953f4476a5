import { setTimeout as wait } from 'node:timers/promises';
import type { CertificateId, Listener, Site, TenantId } from '@causeway/contract';
import type { Verdict } from '@causeway/reachability';
import type { ChangeKind, ChangeStep, StepContext } from '../engine/change-kind.ts';
import { certificateIdsOf, isSwap, type LawPair, type SitePlan, type SitesPlan } from './plan-site.ts';
import { refuse } from './refusals.ts';

/** The effects behind the steps of a site change. Every one is idempotent, and leaves things as they were when it throws. */
export interface SitePorts {
  /** @throws PREFLIGHT_FAILED; @returns the findings that do not stop it. */
  preflight(tenantId: TenantId, plan: SitePlan, signal: AbortSignal): Promise<unknown>;
  /** Writes down what the admin wants. */
  save(tenantId: TenantId, site: Site): Promise<void>;
  /** Writes down that what is in force is wanted again; nothing to do for a tenant that is gone. */
  forget(tenantId: TenantId): Promise<void>;
  /** Publishes a config.ini with these addresses, and with the anchors of these certificates beside their own. */
  ensurePublished(
    tenantId: TenantId,
    listeners: readonly Listener[],
    anchorsOf: readonly CertificateId[],
  ): Promise<unknown>;
  /** Listens on exactly these; resolves when what was closed has drained. */
  serve(tenantId: TenantId, listeners: readonly Listener[], signal: AbortSignal): Promise<void>;
  /** Dials them from outside. @throws PROOF_FAILED, NEIGHBOR_DISTURBED */
  prove(tenantId: TenantId, listeners: readonly Listener[], signal: AbortSignal): Promise<unknown>;
  /** The law over the whole fleet, with flushed evidence. */
  decide(tenantId: TenantId, pair: LawPair): Promise<Verdict>;
  /** Writes down what has been reached. */
  record(tenantId: TenantId, site: Site): Promise<void>;
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

/** What a step does to each site. */
interface SiteStep {
  run(site: SitePlan, ports: SitePorts, context: StepContext): Promise<unknown>;
  undo?(site: SitePlan, ports: SitePorts, context: StepContext): Promise<unknown>;
}

/** One site after the other: what one of them meets stops the step, and the undo goes over all. */
function named(name: string, title: string, { undo, run }: SiteStep): NamedStep {
  return {
    name,
    title,
    make: ({ sites }, ports) => ({
      ...{ name, title },
      run: (context) => each(sites, (site) => run(site, ports, context)),
      ...(undo && {
        undo: async (context) => void (await each(sites.toReversed(), (site) => undo(site, ports, context))),
      }),
    }),
  };
}

/** What came of it, by the name of the tenant. */
async function each(
  sites: readonly SitePlan[],
  act: (site: SitePlan) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  for (const site of sites) results[site.tenant] = (await act(site)) ?? null;
  return results;
}

const preflight = named('preflight', 'preflight: certificate, name and ports', {
  async run(site, ports, { signal }) {
    const findings = await ports.preflight(site.tenantId, site, signal);
    await ports.save(site.tenantId, site.desired);
    return findings;
  },
  // Not `previous`: a plan that the preflight finds outrun must not write down what was in force before the other change.
  undo: ({ tenantId }, ports) => ports.forget(tenantId),
});

const announce = named('announce', 'publish the trust anchors of what comes', {
  run: ({ tenantId, before, after }, ports) =>
    ports.ensurePublished(tenantId, before, certificateIdsOf(after)),
  undo: ({ tenantId, before }, ports) => ports.ensurePublished(tenantId, before, []),
});

const open = named('open', 'open the new beside the old', {
  run: ({ tenantId, interim }, ports, { signal }) => ports.serve(tenantId, interim, signal),
  async undo(site, ports, { signal }) {
    await requireLaw(site, { before: site.interim, after: site.before }, ports);
    await ports.serve(site.tenantId, site.before, signal);
  },
});

const prove = named('prove', 'dial them from outside, and their neighbors', {
  run: ({ tenantId, interim }, ports, { signal }) => ports.prove(tenantId, interim, signal),
});

const publish = named('publish', 'publish what comes in config.ini', {
  run: ({ tenantId, interim, before }, ports) =>
    ports.ensurePublished(tenantId, interim, certificateIdsOf(before)),
  async undo(site, ports) {
    // Before the fleet is told to go back: whoever could not must not lose the way it has.
    await requireLaw(site, { before: site.interim, after: site.before }, ports);
    await ports.ensurePublished(site.tenantId, site.before, certificateIdsOf(site.after));
  },
});

const cross: NamedStep = {
  name: 'crossing',
  title: 'wait until every active client has proven a way that stays',
  make: ({ sites }, ports, rest) => ({
    ...{ name: cross.name, title: cross.title, waits: true },
    run: ({ signal }) => waitForLaw(sites, ports, rest, signal),
  }),
};

const recheck = named('recheck', 'check the law once more', {
  run: (site, ports) => requireLaw(site, { before: site.interim, after: site.after }, ports),
});

const swap = named('swap', 'put the coming certificate live', {
  run: ({ tenantId, swapped }, ports, { signal }) => ports.serve(tenantId, swapped, signal),
  async undo(site, ports, { signal }) {
    await requireLaw(site, { before: site.swapped, after: site.interim }, ports);
    await ports.serve(site.tenantId, site.interim, signal);
  },
});

const confirm = named('confirm', 'dial it from outside once it is live', {
  run: ({ tenantId, swapped }, ports, { signal }) => ports.prove(tenantId, swapped, signal),
});

const settle = named('settle', 'publish what stays', {
  run: ({ tenantId, after }, ports) => ports.ensurePublished(tenantId, after, []),
  undo: ({ tenantId, swapped, before }, ports) =>
    ports.ensurePublished(tenantId, swapped, certificateIdsOf(before)),
});

const close = named('close', 'drain and close the old listeners', {
  run: ({ tenantId, after }, ports, { signal }) => ports.serve(tenantId, after, signal),
  undo: ({ tenantId, swapped }, ports, { signal }) => ports.serve(tenantId, swapped, signal),
});

const record = named('record', 'write down what is in force', {
  run: ({ tenantId, desired }, ports) => ports.record(tenantId, desired),
  undo: ({ tenantId, previous }, ports) => ports.record(tenantId, previous),
});

/** @throws CLIENTS_NOT_PROVEN */
async function requireLaw(
  { tenantId, tenant }: SitePlan,
  pair: LawPair,
  ports: SitePorts,
): Promise<Verdict['counts']> {
  const verdict = await ports.decide(tenantId, pair);
  if (verdict.kind === 'refused') throw refuse(verdict, tenant);
  return verdict.counts;
}

/** Looks at the fleets until the law holds for every one of them in the same look. */
async function waitForLaw(
  sites: readonly SitePlan[],
  ports: SitePorts,
  rest: Rest,
  signal: AbortSignal,
): Promise<Record<string, Verdict['counts']>> {
  while (true) {
    const startedAt = performance.now();
    const counts: Record<string, Verdict['counts']> = {};
    for (const { tenantId, tenant, interim, after } of sites) {
      const verdict = await ports.decide(tenantId, { before: interim, after });
      if (verdict.kind === 'refused') break;
      counts[tenant] = verdict.counts;
    }
    if (Object.keys(counts).length === sites.length) return counts;
    const tookMs = performance.now() - startedAt;
    await rest(Math.max(LOOK_EVERY_MS, tookMs * LOOK_COST_FACTOR), signal);
  }
}

/** By the clock of the machine. */
export const restFor: Rest = (ms, signal) => wait(ms, undefined, { signal });
