import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { TenantView } from '@causeway/contract/admin';
import { Api, Installation } from '@causeway/e2e/constellation';
import { medianOf, pinTo } from '../cpu-time.ts';
import { taskTimeNs } from '../task-time.ts';
import { AgentMachine } from './agent-machine.ts';
import { countRows } from './count-rows.ts';
import { collectRealInventories } from './real-inventory.ts';

const MACHINES = 100;
/** Three inventories each: code is compiled and the catalog is full, as on any server that has run for an hour. */
const WARM_UP_MACHINES = 200;
const HOSTNAME = 'localhost';
const SERVER_CORE = 0;
const LOAD_CORE = 1;

/**
 * CPU of the server process per inventory of a real machine: the first of a computer, the next day's with nothing new
 * but what always varies, and one with five differences; and the first of one that shares no line of its software with
 * any other. Sent as `ocsinventory-agent` does, over a fresh connection.
 */
export async function benchInventory(say: (line: string) => void): Promise<object> {
  const { first, second } = await collectRealInventories();
  await using installation = await Installation.start();
  const tenant = await createTenant(installation);
  pinTo(LOAD_CORE, process.pid);
  pinTo(SERVER_CORE, installation.server.pid);
  const bench = new Sender(installation);
  say(`${first.packages} packages; ${WARM_UP_MACHINES} machines to warm up, then ${MACHINES}`);
  const machines = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => new AgentMachine(from + index));
  for (const machine of machines(0, WARM_UP_MACHINES)) {
    await bench.send(machine.inventory(first));
    await bench.send(machine.inventory(second));
    await bench.send(machine.changedInventory(second));
  }
  const file = installation.folder.file('data', 'tenants', `${tenant.id}.sqlite`);
  const measured = machines(WARM_UP_MACHINES, MACHINES);
  const rowsBefore = countRows(file);
  const newNs = await bench.measure(measured.map((machine) => machine.inventory(first)));
  const rows = countRows(file) - rowsBefore;
  const unchangedNs = await bench.measure(measured.map((machine) => machine.inventory(second)));
  const changedNs = await bench.measure(measured.map((machine) => machine.changedInventory(second)));
  const dated = machines(WARM_UP_MACHINES + MACHINES, MACHINES);
  const datedNs = await bench.measure(dated.map((machine) => machine.datedInventory(first)));
  const kinds = { new: newNs, unchanged: unchangedNs, changed: changedNs, 'new, and dated': datedNs };
  for (const [kind, times] of Object.entries(kinds)) {
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    say(`${kind}: median ${milliseconds(medianOf(times))} ms, mean ${milliseconds(mean)} ms`);
  }
  return {
    newMs: milliseconds(medianOf(newNs)),
    unchangedMs: milliseconds(medianOf(unchangedNs)),
    changedMs: milliseconds(medianOf(changedNs)),
    newDatedMs: milliseconds(medianOf(datedNs)),
    rowsPerInventory: Math.round(rows / MACHINES),
    packages: first.packages,
    inventories: MACHINES,
  };
}

function milliseconds(nanoseconds: number): number {
  return Number((nanoseconds / 1e6).toFixed(2));
}

async function createTenant(installation: Installation): Promise<TenantView> {
  const api = new Api(installation);
  const { httpPort, httpsPort } = installation;
  const site = { hostname: HOSTNAME, binding: 'http', httpPort, httpsPort };
  const tenant = await api.must<TenantView>('POST', '/tenants', { name: 'bench', ...site });
  await installation.run(['tenant', 'configure', 'bench', '--foreign-agents', 'on']);
  return tenant;
}

class Sender {
  readonly #installation: Installation;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /**
   * One after another. @returns nanoseconds of the server's CPU for each of them: what it does after an answer counts for
   * the next
   */
  async measure(bodies: readonly Buffer[]): Promise<number[]> {
    const { pid } = this.#installation.server;
    const times: number[] = [];
    let before = taskTimeNs(pid);
    for (const body of bodies) {
      await this.send(body);
      const after = taskTimeNs(pid);
      times.push(after - before);
      before = after;
    }
    return times;
  }

  /** @throws unless the server answers as agents expect */
  async send(body: Buffer): Promise<void> {
    const asked = request({
      ...{ host: '127.0.0.1', port: this.#installation.httpPort, method: 'POST', path: '/ocsinventory' },
      agent: false,
      headers: {
        host: `${HOSTNAME}:${this.#installation.httpPort}`,
        'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0',
        'content-type': 'application/x-compress',
        'content-length': body.length,
      },
    });
    asked.end(body);
    const [response] = await once(asked, 'response');
    const content = await buffer(response);
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${content.toString('utf8')}`);
  }
}
