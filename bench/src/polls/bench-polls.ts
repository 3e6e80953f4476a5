import { createSecureContext } from 'node:tls';
import { asId, formatAddress, type TenantId } from '@causeway/contract';
import type { TenantView } from '@causeway/contract/admin';
import { Api, ensureDebianPackage, Installation } from '@causeway/e2e/constellation';
import { openTenantStore, type Vault } from '@causeway/store';
import { createTestCa, freePorts, type TestCa } from '@causeway/testkit';
import { cpuTimeUs, medianOf, pinTo } from '../cpu-time.ts';
import { type EnrolledClient, enrollFleet } from './fleet.ts';
import { startNginx } from './nginx.ts';
import { type PollTarget, sendAll, signedPoll } from './poller.ts';

const CLIENTS = 10_000;
const ROUNDS = 7;
const POLLS_A_ROUND = 2_000;
/** Every client has come by before, as in any fleet ten minutes after a start: keys are known, code is compiled. */
const WARM_UP_POLLS = CLIENTS;
const AT_ONCE = 8;
const HOSTNAME = 'bench.localhost';
const SERVER_CORE = 0;
const LOAD_CORE = 1;

/**
 * CPU of the server process per signed poll of one of 10,000 enrolled clients, each on a fresh TLS 1.3 connection with
 * a P-256 certificate, beside nginx answering a fixed 200 on the same kind of connection: same core, rounds by turns.
 */
export async function benchPolls(say: (line: string) => void): Promise<object> {
  const missing = ensureDebianPackage('nginx-light', 'nginx');
  if (missing !== undefined) throw new Error(missing);
  await using installation = await Installation.start();
  const ca = createTestCa();
  const [nginxPort = 0] = await freePorts(1);
  await using nginx = await startNginx(installation.folder, nginxPort, ca.issue({ hostnames: [HOSTNAME] }));
  const tenant = await createTenant(installation, ca);
  const fleet = await enrollAndRestart(installation, tenant.id);
  say(`${CLIENTS} clients are enrolled; ${ROUNDS} rounds of ${POLLS_A_ROUND} polls`);
  pinTo(LOAD_CORE, process.pid);
  for (const pid of [installation.server.pid, nginx.pid]) pinTo(SERVER_CORE, pid);
  // X25519 for both: nginx here has no ML-KEM, and a peer that does less work is no peer.
  const context = createSecureContext({ ca: ca.certificatePem, ecdhCurve: 'X25519' });
  const ours: PollTarget = { hostname: HOSTNAME, port: installation.httpsPort, context };
  const theirs: PollTarget = { ...ours, port: nginxPort };
  const startedAt = Date.now();
  const turn = new Turn(fleet, tenant.revision);
  await turn.run(ours, WARM_UP_POLLS, installation.server.pid, 'HTTP/1.1 204');
  await turn.run(theirs, WARM_UP_POLLS, nginx.pid, 'HTTP/1.1 200');
  const rounds: { cpuUs: number; nginxCpuUs: number }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const cpuUs = await turn.run(ours, POLLS_A_ROUND, installation.server.pid, 'HTTP/1.1 204');
    const nginxCpuUs = await turn.run(theirs, POLLS_A_ROUND, nginx.pid, 'HTTP/1.1 200');
    rounds.push({ cpuUs, nginxCpuUs });
    say(
      `round ${round}: ${cpuUs.toFixed(0)} µs a poll, nginx ${nginxCpuUs.toFixed(0)} µs, ratio ${(cpuUs / nginxCpuUs).toFixed(2)}`,
    );
  }
  const polled = new Set([...turn.polled].map(({ id }) => id));
  await requireEvidence(
    installation,
    tenant.id,
    polled,
    formatAddress({ scheme: 'https', ...ours }),
    startedAt,
  );
  return {
    cpuUs: Math.round(medianOf(rounds.map(({ cpuUs }) => cpuUs))),
    nginxCpuUs: Math.round(medianOf(rounds.map(({ nginxCpuUs }) => nginxCpuUs))),
    ratio: Number(medianOf(rounds.map(({ cpuUs, nginxCpuUs }) => cpuUs / nginxCpuUs)).toFixed(3)),
    polls: ROUNDS * POLLS_A_ROUND,
    clients: CLIENTS,
    rounds: ROUNDS,
  };
}

/** Polls by turns: each takes the next clients of the fleet. */
class Turn {
  readonly polled = new Set<EnrolledClient>();
  readonly #fleet: readonly EnrolledClient[];
  readonly #revision: number;
  #next = 0;

  constructor(fleet: readonly EnrolledClient[], revision: number) {
    this.#fleet = fleet;
    this.#revision = revision;
  }

  /** @returns microseconds of the server's CPU per poll; nginx gets the very same requests */
  async run(target: PollTarget, polls: number, pid: number, expected: string): Promise<number> {
    const requests = Array.from({ length: polls }, () => this.#request(target, expected));
    const before = cpuTimeUs(pid);
    await sendAll(target, requests, expected, AT_ONCE);
    return (cpuTimeUs(pid) - before) / polls;
  }

  #request(target: PollTarget, expected: string): string {
    const client = this.#fleet[this.#next++ % this.#fleet.length];
    if (client === undefined) throw new RangeError('an empty fleet');
    if (expected.endsWith('204')) this.polled.add(client);
    return signedPoll(target, client, this.#revision);
  }
}

async function createTenant(installation: Installation, ca: TestCa): Promise<TenantView> {
  const api = new Api(installation);
  const { chainPem, keyPem } = ca.issue({ hostnames: [HOSTNAME] });
  await api.must('POST', '/certificates/import', {
    name: 'bench',
    pem: chainPem,
    key: keyPem,
    anchor: ca.certificatePem,
  });
  const { httpPort, httpsPort } = installation;
  const site = { hostname: HOSTNAME, binding: 'http+https', httpPort, httpsPort, certificate: 'bench' };
  return api.must<TenantView>('POST', '/tenants', { name: 'bench', ...site });
}

async function enrollAndRestart(installation: Installation, id: string): Promise<EnrolledClient[]> {
  await installation.server.stop();
  await using store = await openTenantStore(await placeOf(installation, id));
  const fleet = await enrollFleet(store, CLIENTS);
  await store[Symbol.asyncDispose]();
  await installation.serve();
  return fleet;
}

/** A poll that left no evidence was not a poll. */
async function requireEvidence(
  installation: Installation,
  id: string,
  polled: ReadonlySet<string>,
  address: string,
  since: number,
): Promise<void> {
  await installation.server.stop();
  await using store = await openTenantStore(await placeOf(installation, id));
  let found = 0;
  for await (const client of store.clients.fleet()) {
    if (polled.has(client.id) && client.evidence.some((one) => one.address === address && one.at >= since))
      found++;
  }
  if (found !== polled.size) throw new Error(`${found} of ${polled.size} polled clients have evidence`);
}

async function placeOf(
  installation: Installation,
  id: string,
): Promise<{ file: string; vault: Vault; tenantId: TenantId }> {
  const tenantId = asId<TenantId>(id);
  const file = installation.folder.file('data', 'tenants', `${tenantId}.sqlite`);
  return { file, vault: await installation.vault(), tenantId };
}
