import { DatabaseSync } from 'node:sqlite';
import { asId, type TenantId } from '@causeway/contract';
import { foreignClientId } from '@causeway/inventory';
import { CATALOG, type GeneratedComputer, generateComputer, generateSoftware } from './generated-fleet.ts';

/** As many as the tenant's database has in one row of `software_presence`. */
const COMPUTERS_A_CHUNK = 64;
const SAID_EVERY = 10_048;

/**
 * Fills the database of a tenant, which nobody uses meanwhile, as the intake would have: rows, counters and the index
 * of words. Through the intake a hundred million rows would take hours.
 */
export function fillTenant(
  file: string,
  tenantId: string,
  computers: number,
  say: (line: string) => void,
): void {
  using database = new DatabaseSync(file);
  database.exec('pragma synchronous = off; pragma cache_size = -800000');
  fillCatalog(database);
  const filler = new Filler(database, tenantId);
  for (let first = 0; first <= computers; first += COMPUTERS_A_CHUNK) {
    filler.addChunk(Math.max(1, first), Math.min(computers, first + COMPUTERS_A_CHUNK - 1));
    if (first % SAID_EVERY === 0) say(`${first} of ${computers} computers`);
  }
  filler.saveCounts();
  database.exec('pragma wal_checkpoint(truncate)');
}

function fillCatalog(database: DatabaseSync): void {
  const add = database.prepare(
    `insert into software ("id", "name", "version", "publisher", "architecture", "source", "firstSeenAt")
     values (?, ?, ?, ?, 'amd64', 'dpkg', ?)`,
  );
  database.exec('begin');
  for (let id = 1; id <= CATALOG; id++) {
    const { name, version, publisher } = generateSoftware(id);
    add.run(id, name, version, publisher, Date.now());
  }
  database.exec('commit');
}

class Filler {
  readonly #database: DatabaseSync;
  readonly #tenantId: TenantId;
  readonly #now = Date.now();
  readonly #counts = new Uint32Array(CATALOG + 1);

  constructor(database: DatabaseSync, tenantId: string) {
    this.#database = database;
    this.#tenantId = asId<TenantId>(tenantId);
  }

  addChunk(first: number, last: number): void {
    const present = new Map<number, bigint>();
    this.#database.exec('begin');
    for (let number = first; number <= last; number++) {
      const computer = generateComputer(number, this.#now);
      this.#addOne(computer);
      const place = 1n << BigInt(number % COMPUTERS_A_CHUNK);
      for (const id of computer.software) present.set(id, (present.get(id) ?? 0n) | place);
    }
    this.#addPresence(Math.floor(first / COMPUTERS_A_CHUNK), present);
    this.#database.exec('commit');
  }

  saveCounts(): void {
    const save = this.#database.prepare(
      'update software_counts set "installations" = ? where "softwareId" = ?',
    );
    this.#database.exec('begin');
    for (let id = 1; id <= CATALOG; id++) save.run(this.#counts[id] ?? 0, id);
    this.#database.exec('commit');
  }

  #addPresence(chunk: number, present: ReadonlyMap<number, bigint>): void {
    const add = this.#database.prepare('insert into software_presence values (?, ?, ?)');
    for (const [id, computers] of [...present].sort(([one], [other]) => one - other))
      add.run(chunk, id, BigInt.asIntN(COMPUTERS_A_CHUNK, computers));
  }

  #addOne({ number, software, inventoryAt, ...columns }: GeneratedComputer): void {
    const clientId = foreignClientId(this.#tenantId, columns.name);
    this.#insert('clients', {
      ...{ id: clientId, name: columns.name, kind: 'foreign', publicKey: '', standing: 'enrolled' },
      ...{ waiver: 'null', enrolledAt: inventoryAt, deviceId: columns.name },
    });
    this.#insert('computers', {
      ...{ id: number, clientId, ...columns, firstSeenAt: inventoryAt, inventoryAt, changedAt: inventoryAt },
      ...{ softwareCount: software.length, collectedBy: 'OCS-NG_unified_unix_agent_v2.10.0' },
    });
    this.#insert('computer_reports', {
      computerId: number,
      ...{ fingerprint: '', identity: '{}', collectors: '[]' },
    });
    for (const id of software) this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    this.#database
      .prepare(
        `insert into installations ("computerId", "softwareId", "since") select ?, value, ? from json_each(?)`,
      )
      .run(number, inventoryAt, JSON.stringify(software));
  }

  #insert(table: string, row: Readonly<Record<string, string | number>>): void {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    const places = columns.map(() => '?');
    this.#database
      .prepare(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`)
      .run(...Object.values(row));
  }
}
