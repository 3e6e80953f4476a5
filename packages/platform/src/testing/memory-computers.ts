import type { ClientId } from '@causeway/contract';
import {
  type ChangeQuery,
  type ChangeRow,
  type ComputerDetails,
  type ComputerQuery,
  type ComputerRow,
  type ComputersPort,
  type DuplicateRow,
  type Filter,
  type InstallationQuery,
  type InstallationRow,
  inventoryErrors,
  type Page,
  type PageQuery,
  type SettledDuplicate,
  type SoftwareRow,
} from '@causeway/inventory';
import { changes, computers, installations, software } from '../entities.ts';
import { pageOf } from './page-of.ts';

const BY_NAME = [{ column: 'name', direction: 'asc' }] as const;
const NEWEST_FIRST = [{ column: 'at', direction: 'desc' }] as const;

/** For tests: what a tenant knows of its computers, in memory. Its lists are open to the test. */
export class MemoryComputers implements ComputersPort {
  readonly computers: ComputerDetails[] = [];
  readonly catalog: SoftwareRow[] = [];
  readonly installed: InstallationRow[] = [];
  readonly history: ChangeRow[] = [];
  readonly pairs: DuplicateRow[] = [];
  /** Every question that was asked of a list. */
  readonly asked: PageQuery[] = [];

  async list(query: ComputerQuery): Promise<Page<ComputerRow>> {
    const { archived = 'present', softwareId } = query;
    const having = this.installed.filter((row) => row.softwareId === softwareId).map((row) => row.computerId);
    const rows = this.computers
      .filter(({ archivedAt }) => archived === 'all' || (archivedAt === null) === (archived === 'present'))
      .filter(({ id }) => softwareId === undefined || having.includes(id));
    return this.#page(rows.map(rowOf), { ...computers, usual: BY_NAME }, query);
  }

  async find(id: number): Promise<ComputerDetails | undefined> {
    return this.computers.find((one) => one.id === id);
  }

  async ofClient(clientId: ClientId): Promise<ComputerRow[]> {
    return this.computers.filter((one) => one.clientId === clientId).map(rowOf);
  }

  async countByOs() {
    const present = this.computers.filter(({ archivedAt }) => archivedAt === null);
    return [...Map.groupBy(present, ({ osFamily }) => osFamily ?? 'unknown')]
      .map(([osFamily, { length: count }]) => ({ osFamily, count }))
      .sort((a, b) => b.count - a.count || a.osFamily.localeCompare(b.osFamily));
  }

  async software(query: PageQuery): Promise<Page<SoftwareRow>> {
    return this.#page(this.catalog, { ...software, usual: BY_NAME }, query);
  }

  async findSoftware(id: number): Promise<SoftwareRow | undefined> {
    return this.catalog.find((one) => one.id === id);
  }

  async installations(query: InstallationQuery): Promise<Page<InstallationRow>> {
    const { computerId, softwareId, order = [], filter } = query;
    const isNamed = names(filter) || computerId !== undefined || softwareId !== undefined;
    if (!isNamed && order.length > 0)
      throw inventoryErrors.error('QUERY_TOO_WIDE', {
        seen: `an order by ${order[0]?.column}`,
        expected: 'a computer or a software, or no order',
      });
    const rows = this.installed.filter(
      (row) =>
        (computerId === undefined || row.computerId === computerId) &&
        (softwareId === undefined || row.softwareId === softwareId),
    );
    return this.#page(rows, installations, query);
  }

  async changes(query: ChangeQuery): Promise<Page<ChangeRow>> {
    const { computerId } = query;
    const rows = this.history.filter((row) => computerId === undefined || row.computerId === computerId);
    return this.#page(rows, { ...changes, usual: NEWEST_FIRST }, query);
  }

  async duplicates({ state, limit, after = 0 }: Parameters<ComputersPort['duplicates']>[0]) {
    return this.pairs
      .filter((pair) => (state === undefined || pair.state === state) && pair.id > after)
      .slice(0, limit);
  }

  async settleDuplicate(
    id: number,
    state: 'confirmed' | 'split',
    now: number,
  ): Promise<SettledDuplicate | undefined> {
    const at = this.pairs.findIndex((pair) => pair.id === id);
    const pair = this.pairs[at];
    if (pair === undefined) return undefined;
    const [older, newer] = pair.computers;
    const archived = state === 'confirmed' ? await this.archive(older.id, now) : undefined;
    const settled: DuplicateRow = { ...pair, state, computers: [archived ?? older, newer] };
    this.pairs[at] = settled;
    const isFormer = state === 'confirmed' && older.clientId !== newer.clientId;
    return { duplicate: settled, formerClient: isFormer ? older.clientId : undefined };
  }

  async archive(id: number, now: number): Promise<ComputerRow | undefined> {
    return this.#update(id, now);
  }

  async restore(id: number): Promise<ComputerRow | undefined> {
    return this.#update(id, null);
  }

  #update(id: number, archivedAt: number | null): ComputerRow | undefined {
    const at = this.computers.findIndex((one) => one.id === id);
    const before = this.computers[at];
    if (before === undefined) return undefined;
    const after = { ...before, archivedAt };
    this.computers[at] = after;
    return rowOf(after);
  }

  #page<Row extends object>(rows: readonly Row[], entity: Parameters<typeof pageOf>[1], query: PageQuery) {
    this.asked.push(query);
    return pageOf(rows, entity, query);
  }
}

function rowOf({ inventory: _inventory, collectors: _collectors, ...row }: ComputerDetails): ComputerRow {
  return row;
}

/** Whether a filter demands one computer or one software. */
function names(filter: Filter | undefined): boolean {
  if (filter?.kind === 'and') return filter.of.some(names);
  if (filter?.kind !== 'condition') return false;
  const { column, operator } = filter.condition;
  return operator === 'eq' && (column === 'computerId' || column === 'softwareId');
}
