import { type Address, addressOf, type EndpointServerId, type TenantId } from '@causeway/contract';
import {
  type EndpointServerState,
  type JudgeAnswer,
  type JudgeRequest,
  SYNC_HOLD_SECONDS,
  type SyncAnswer,
  type SyncRequest,
  UPSTREAM_CONTRACT,
} from '@causeway/contract/upstream-messages';
import type { EndpointServerRegistry, EndpointStore } from '@causeway/endpoint';
import type { CertificatesDesk } from '../certificates/certificates-desk.ts';
import type {
  EndpointServerRecord,
  EndpointServerReport,
  ProvisioningStore,
  TenantRecord,
} from '../provisioning-store.ts';
import { foreignAgentsOf } from '../tenants/foreign-doors.ts';
import { buildOffer } from './build-offer.ts';
import { parseEndpointServerName } from './endpoint-server-name.ts';
import type { Judge } from './judge.ts';
import type { LocalChanges } from './local-changes.ts';
import { requireHostname, siteOfLocal } from './local-site.ts';
import type { News } from './news.ts';

export interface TenantRegistryOptions {
  readonly tenantId: TenantId;
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>;
  /** Of the tenant. */
  readonly tenantStore: Pick<EndpointStore, 'clients' | 'revisions'>;
  readonly certificates: Pick<CertificatesDesk, 'indexOfListeners'>;
  readonly localChanges: Pick<LocalChanges, 'note'>;
  readonly judge: Judge;
  readonly news: News;
  readonly now: () => number;
  readonly holdMs?: number;
}

/** As many changed clients as one answer names; the next one names the rest. */
const MOST_CHANGED_CLIENTS = 1_000;

type Sender = Parameters<EndpointServerRegistry['sync']>[0];

/** The stand-alone endpoint servers of one tenant, as they synchronize with it. */
export class TenantRegistry implements EndpointServerRegistry {
  readonly #options: TenantRegistryOptions;
  /** What each was told last: news that came between two syncs is no reason to hold the second. */
  readonly #told = new Map<EndpointServerId, number>();

  constructor(options: TenantRegistryOptions) {
    this.#options = options;
  }

  async stateOf(id: EndpointServerId): Promise<EndpointServerState | undefined> {
    return (await this.#find(id))?.state;
  }

  async addressesOf(id: EndpointServerId): Promise<ReadonlySet<Address>> {
    const record = await this.#find(id);
    if (record === undefined) return new Set();
    const { serving, offer } = record;
    return new Set([...serving, ...offer.listeners].map(addressOf));
  }

  async sync(sender: Sender, request: SyncRequest, signal: AbortSignal): Promise<SyncAnswer> {
    const { news, holdMs = SYNC_HOLD_SECONDS * 1000 } = this.#options;
    const before = (await this.#find(sender.id)) ?? (await this.#join(sender, request));
    // What it says itself is no news to it.
    const isUpToDate = this.#told.get(sender.id) === news.count(sender.id);
    await this.#note(before, sender, request);
    const { state, offer } = await this.#get(sender.id);
    const isBehind = state === 'authorized' && offer.number > request.offer;
    const isHeld = !request.isUrgent && !isBehind && isUpToDate;
    if (isHeld) await news.next(sender.id, AbortSignal.any([signal, AbortSignal.timeout(holdMs)]));
    this.#told.set(sender.id, news.count(sender.id));
    return this.#answer(sender.id, request);
  }

  judge(id: EndpointServerId, request: JudgeRequest): Promise<JudgeAnswer> {
    return this.#options.judge(id, request);
  }

  /** It is known from now on, and waits for an admin. */
  async #join({ id, name }: Sender, { sealingKey, proposed }: SyncRequest): Promise<EndpointServerRecord> {
    requireHostname(proposed);
    const { store, tenantId, now } = this.#options;
    const site = siteOfLocal(proposed, null);
    const record: EndpointServerRecord = {
      ...{ id, tenantId, name: parseEndpointServerName(name), state: 'pending', sealingKey, proposed },
      ...{ saved: site, inForce: site, serving: [], offer: { number: 0, listeners: [] }, applied: 0 },
      ...{ lag: null, local: null, report: null, proven: null, joinedAt: now() },
    };
    await store.endpointServers.add(record);
    return record;
  }

  async #note(before: EndpointServerRecord, sender: Sender, request: SyncRequest): Promise<void> {
    const { store, news, localChanges, now } = this.#options;
    const { applied, sealingKey } = request;
    const report = reportOf(before, sender, request, now());
    if (before.state === 'pending') requireHostname(request.proposed);
    const proposed = before.state === 'pending' ? { proposed: request.proposed } : {};
    const offer = offerAfter(before, request);
    await store.endpointServers.update(sender.id, { applied, sealingKey, report, ...proposed, ...offer });
    await localChanges.note({ ...before, ...offer, applied, report }, request.local);
    if (isNews(before, applied, report)) news.tell(sender.id);
  }

  async #answer(id: EndpointServerId, { offer, standingsAt }: SyncRequest): Promise<SyncAnswer> {
    const { store, tenantStore, tenantId, certificates } = this.#options;
    const record = await this.#get(id);
    const tenant = await store.tenants.find(tenantId);
    const changed = await tenantStore.clients.changedSince(standingsAt, MOST_CHANGED_CLIENTS);
    const isNewer = record.state !== 'pending' && record.offer.number > offer;
    return {
      ...{
        contract: UPSTREAM_CONTRACT,
        tenantName: tenant?.name ?? '',
        name: record.name,
        state: record.state,
      },
      ...(isNewer && {
        offer: await buildOffer(record, await certificates.indexOfListeners(record.offer.listeners)),
      }),
      revision: (await tenantStore.revisions.current())?.revision ?? 0,
      ...foreignOf(tenant),
      ...{ changedClients: [...changed.ids], standingsAt: changed.standingsAt },
      ...outcomeOf(record),
    };
  }

  #find(id: EndpointServerId): Promise<EndpointServerRecord | undefined> {
    return this.#options.store.endpointServers.find(id);
  }

  async #get(id: EndpointServerId): Promise<EndpointServerRecord> {
    const record = await this.#find(id);
    if (record === undefined) throw new Error(`The endpoint server ${id} was removed while it synchronized.`);
    return record;
  }
}

function foreignOf(tenant: TenantRecord | undefined): Pick<SyncAnswer, 'foreignAgents'> {
  const foreignAgents = tenant && foreignAgentsOf(tenant);
  return foreignAgents === undefined ? {} : { foreignAgents };
}

function reportOf(
  { offer: newest }: EndpointServerRecord,
  { upstream }: Sender,
  { version, contract, spool, trouble, proofs, offer }: SyncRequest,
  at: number,
): EndpointServerReport {
  const isOfNewest = offer === newest.number && offer > 0;
  return {
    ...{ at, version, upstream, contract, spool },
    // Of an older offer they say nothing about this one.
    trouble: isOfNewest && trouble !== undefined ? { ...trouble } : null,
    proofs: isOfNewest
      ? (proofs ?? []).map((proof) => ({ ...proof, address: proof.address as Address }))
      : [],
  };
}

/** Whether somebody may have waited for it. */
function isNews(
  before: EndpointServerRecord,
  applied: number,
  { trouble, proofs }: EndpointServerReport,
): boolean {
  return applied !== before.applied || trouble !== null || proofs.length > 0;
}

function outcomeOf({ local }: EndpointServerRecord): Pick<SyncAnswer, 'local'> {
  if (local === null || local.outcome === 'waiting') return {};
  const { number, outcome, why } = local;
  return { local: { number, outcome, ...(why !== undefined && { why }) } };
}

/** A platform that was set back to a backup counts on from where its endpoint server is, or that would hear nothing. */
function offerAfter(
  { offer }: EndpointServerRecord,
  said: SyncRequest,
): Partial<Pick<EndpointServerRecord, 'offer'>> {
  const highest = Math.max(said.offer, said.applied);
  return highest > offer.number ? { offer: { ...offer, number: highest + 1 } } : {};
}
