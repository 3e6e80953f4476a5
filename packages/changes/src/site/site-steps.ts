import { setTimeout as wait } from 'node:timers/promises';
import type { CertificateId, Listener, Site, TenantId } from '@causeway/contract';
import type { Verdict } from '@causeway/reachability';
import type { ChangeKind, ChangeStep, StepContext } from '../engine/change-kind.ts';
import { certificateIdsOf, type LawPair, type SitePlan } from './plan-site.ts';
import { refuse } from './refusals.ts';

/** The effects behind the steps of a site change. Every one is idempotent, and leaves things as they were when it throws. */
export interface SitePorts {
  /** @throws PREFLIGHT_FAILED; @returns the findings that do not stop it. */
  preflight(tenantId: TenantId, plan: SitePlan, signal: AbortSignal): Promise<unknown>;
  /** Writes down what the admin wants. */
  save(tenantId: TenantId, site: Site): Promise<void>;
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

/** The kind of change that configures a tenant's website. */
export function siteKind(ports: SitePorts, rest: Rest = restFor): ChangeKind {
  return {
    kind: 'site',
    // Plans of this kind are made by planSite alone; the journal gives them back as they were.
    steps: (plan) => siteSteps(plan as SitePlan).map((step) => step.make(plan as SitePlan, ports, rest)),
  };
}

interface NamedStep {
  readonly name: string;
  readonly title: string;
  make(plan: SitePlan, ports: SitePorts, rest: Rest): ChangeStep;
}

/** The steps of a plan, to be shown before anything runs. DESIGN rule 8 has the order and the reasons. */
export function siteSteps(_plan: SitePlan): readonly NamedStep[] {
  return [preflight, announce, open, prove, publish, cross, recheck, settle, close, record];
}

function named(
  name: string,
  title: string,
  make: (plan: SitePlan, ports: SitePorts, rest: Rest) => Omit<ChangeStep, 'name' | 'title'>,
): NamedStep {
  return { name, title, make: (plan, ports, rest) => ({ name, title, ...make(plan, ports, rest) }) };
}

const preflight = named('preflight', 'preflight: certificate, name and ports', (plan, ports) => ({
  async run({ tenantId, signal }) {
    const findings = await ports.preflight(tenantId, plan, signal);
    await ports.save(tenantId, plan.desired);
    return findings;
  },
  undo: ({ tenantId }) => ports.save(tenantId, plan.previous),
}));

const announce = named('announce', 'publish the trust anchors of what comes', (plan, ports) => ({
  run: ({ tenantId }) => ports.ensurePublished(tenantId, plan.before, certificateIdsOf(plan.after)),
  undo: async ({ tenantId }) => void (await ports.ensurePublished(tenantId, plan.before, [])),
}));

const open = named('open', 'open the new listeners beside the old', (plan, ports) => ({
  run: ({ tenantId, signal }) => ports.serve(tenantId, plan.interim, signal),
  async undo(context) {
    await requireLaw(plan, { before: plan.interim, after: plan.before }, context, ports);
    await ports.serve(context.tenantId, plan.before, context.signal);
  },
}));

const prove = named('prove', 'dial them from outside, and their neighbors', (plan, ports) => ({
  run: ({ tenantId, signal }) => ports.prove(tenantId, plan.interim, signal),
}));

const publish = named('publish', 'publish the new addresses in config.ini', (plan, ports) => ({
  run: ({ tenantId }) => ports.ensurePublished(tenantId, plan.interim, certificateIdsOf(plan.before)),
  async undo(context) {
    // Before the fleet is told to go back: whoever could not must not lose the way it has.
    await requireLaw(plan, { before: plan.interim, after: plan.before }, context, ports);
    await ports.ensurePublished(context.tenantId, plan.before, certificateIdsOf(plan.after));
  },
}));

const cross = named(
  'crossing',
  'wait until every active client has proven an address that stays',
  (plan, ports, rest) => ({
    waits: true,
    run: (context) => waitForLaw(plan, context, ports, rest),
  }),
);

const recheck = named('recheck', 'check the law once more', (plan, ports) => ({
  run: (context) => requireLaw(plan, { before: plan.interim, after: plan.after }, context, ports),
}));

const settle = named('settle', 'publish the addresses that stay', (plan, ports) => ({
  run: ({ tenantId }) => ports.ensurePublished(tenantId, plan.after, []),
  undo: async ({ tenantId }) =>
    void (await ports.ensurePublished(tenantId, plan.interim, certificateIdsOf(plan.before))),
}));

const close = named('close', 'drain and close the old listeners', (plan, ports) => ({
  run: ({ tenantId, signal }) => ports.serve(tenantId, plan.after, signal),
  undo: ({ tenantId, signal }) => ports.serve(tenantId, plan.interim, signal),
}));

const record = named('record', 'write down what is in force', (plan, ports) => ({
  run: ({ tenantId }) => ports.record(tenantId, plan.desired),
  undo: ({ tenantId }) => ports.record(tenantId, plan.previous),
}));

/** @throws CLIENTS_NOT_PROVEN */
async function requireLaw(
  { tenant }: SitePlan,
  pair: LawPair,
  { tenantId }: StepContext,
  ports: SitePorts,
): Promise<Verdict['counts']> {
  const verdict = await ports.decide(tenantId, pair);
  if (verdict.kind === 'refused') throw refuse(verdict, tenant);
  return verdict.counts;
}

async function waitForLaw(
  { interim, after }: SitePlan,
  { tenantId, signal }: StepContext,
  ports: SitePorts,
  rest: Rest,
): Promise<Verdict['counts']> {
  while (true) {
    const startedAt = performance.now();
    const verdict = await ports.decide(tenantId, { before: interim, after });
    if (verdict.kind === 'allowed') return verdict.counts;
    const tookMs = performance.now() - startedAt;
    await rest(Math.max(LOOK_EVERY_MS, tookMs * LOOK_COST_FACTOR), signal);
  }
}

/** By the clock of the machine. */
export const restFor: Rest = (ms, signal) => wait(ms, undefined, { signal });
