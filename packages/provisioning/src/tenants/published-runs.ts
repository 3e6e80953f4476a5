import { type ConfigFile, parseConfig } from '@causeway/config-file';
import type { Change, Trust, Way } from '@causeway/reachability';
import type { TenantHost } from './tenant-host.ts';

/** Revisions looked at on the way back; what was published without a break for longer counts from the oldest of them. */
const LOOK_BACK = 1_000;

/** What one revision says, as far as ways are concerned. It never changes. */
interface Said {
  readonly revision: number;
  readonly publishedAt: number;
  /** SHA-256 of the anchors that it has clients trust at each address; `none` over plain HTTP. */
  readonly trusts: ReadonlyMap<string, readonly Trust[]>;
}

interface Run {
  readonly revision: number;
  readonly publishedAt: number;
}

/**
 * The change as the law sees it: each coming way with the time since when config.ini has named it without a break, and
 * the first revision that carried all of them; 0 when one of them is in no revision yet.
 */
export async function withPublication(
  host: TenantHost,
  { before, after }: Pick<Change, 'before' | 'after'>,
): Promise<Change> {
  const runs = await runsOf(host, after.filter(isNamed));
  const revisions = [...runs.values()].map((run) => run?.revision ?? 0);
  const revision = revisions.includes(0) ? 0 : Math.max(0, ...revisions);
  const since = (way: Way) =>
    isNamed(way) ? (runs.get(way)?.publishedAt ?? Number.POSITIVE_INFINITY) : undefined;
  return {
    before,
    revision,
    after: after.map((way) => {
      const at = since(way);
      return at === undefined ? way : { ...way, since: at };
    }),
  };
}

/** config.ini names the ways that serve everything; the rescue path is remembered. */
function isNamed({ serves }: Way): boolean {
  return serves === 'everything';
}

/** The first revision of the unbroken run, back from the current one, that names each way with one of its trusts. */
async function runsOf(host: TenantHost, ways: readonly Way[]): Promise<ReadonlyMap<Way, Run | undefined>> {
  const runs = new Map<Way, Run | undefined>(ways.map((way) => [way, undefined]));
  let running = ways;
  const current = (await host.store.revisions.current())?.revision ?? 0;
  for (
    let revision = current;
    revision > Math.max(0, current - LOOK_BACK) && running.length > 0;
    revision--
  ) {
    const said = await readRevision(host, revision);
    if (said === undefined) continue;
    running = running.filter((way) => names(said, way));
    for (const way of running) runs.set(way, said);
  }
  return runs;
}

function names({ trusts: said }: Said, { address, trusts }: Way): boolean {
  return trusts.some((trust) => said.get(address)?.includes(trust));
}

function trustsIn({ endpointServers, anchors }: ConfigFile): Said['trusts'] {
  const ways = endpointServers.flatMap(({ addresses, trust }) => {
    const named = anchors.filter(({ name }) => trust.includes(name)).map(({ sha256 }) => sha256);
    return addresses.map((address) => [address, address.startsWith('https:') ? named : ['none']] as const);
  });
  return new Map(ways);
}

/** By tenant; a crossing asks for the same few revisions every two seconds. */
const known = new WeakMap<TenantHost, Map<number, Said>>();

async function readRevision(host: TenantHost, revision: number): Promise<Said | undefined> {
  const saidBefore = known.get(host) ?? new Map<number, Said>();
  known.set(host, saidBefore);
  const kept = saidBefore.get(revision);
  if (kept !== undefined) return kept;
  const published = await host.store.revisions.find(revision);
  if (published === undefined) return undefined;
  const { config } = parseConfig(published.file);
  const said: Said = {
    ...{ revision, publishedAt: published.publishedAt },
    trusts: trustsIn(config),
  };
  const oldest = saidBefore.keys().next();
  if (saidBefore.size >= LOOK_BACK && !oldest.done) saidBefore.delete(oldest.value);
  saidBefore.set(revision, said);
  return said;
}
