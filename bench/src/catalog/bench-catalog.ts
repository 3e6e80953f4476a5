import { performance } from 'node:perf_hooks';
import type { TenantView } from '@causeway/contract/admin';
import { Api, Installation } from '@causeway/e2e/constellation';
import { fillTenant } from './fill-tenant.ts';
import { CATALOG, PACKAGES_A_COMPUTER } from './generated-fleet.ts';
import { type Question, questions } from './questions.ts';
import { seededRandom } from './random.ts';

/** CAUSEWAY_BENCH_COMPUTERS: fewer, to see that it works. */
const COMPUTERS = Number(process.env.CAUSEWAY_BENCH_COMPUTERS ?? 100_000);
const PAGES = 200;
/** Code is compiled and the pages that every question needs are in memory. */
const WARM_UP_PAGES = 20;

/**
 * How long a page takes, from the request to the last byte of the answer, over HTTPS on a fresh connection each, in a
 * tenant of 100,000 computers with 1,000 packages each. Making it takes some ten minutes and 6 GB of disk.
 */
export async function benchCatalog(say: (line: string) => void): Promise<object> {
  await using installation = await Installation.start();
  const api = new Api(installation);
  const { httpPort, httpsPort } = installation;
  const site = { hostname: 'localhost', binding: 'http', httpPort, httpsPort };
  const tenant = await api.must<TenantView>('POST', '/tenants', { name: 'bench', ...site });
  await installation.server.stop();
  fillTenant(installation.folder.file('data', 'tenants', `${tenant.id}.sqlite`), tenant.id, COMPUTERS, say);
  await installation.serve();
  const p95Ms: Record<string, number> = {};
  for (const question of questions) {
    p95Ms[question.kind] = await measure(api, question);
    say(`${question.kind}: ${p95Ms[question.kind]} ms at the 95th percentile of ${PAGES} pages`);
  }
  return {
    worstP95Ms: Math.max(...Object.values(p95Ms)),
    p95Ms,
    ...{ computers: COMPUTERS, packagesAComputer: PACKAGES_A_COMPUTER, catalog: CATALOG, pages: PAGES },
  };
}

async function measure(api: Api, { kind, path }: Question): Promise<number> {
  const random = seededRandom(kind.length * 7_919);
  const times: number[] = [];
  for (let page = -WARM_UP_PAGES; page < PAGES; page++) {
    const asked = `/tenants/bench${path(random, COMPUTERS)}`;
    const before = performance.now();
    const { rows } = await api.must<{ rows: unknown[] }>('GET', asked);
    const took = performance.now() - before;
    if (rows.length === 0 && kind !== 'filter') throw new Error(`nothing at ${asked}`);
    if (page >= 0) times.push(took);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.ceil(PAGES * 0.95) - 1] ?? Number.NaN).toFixed(1));
}
