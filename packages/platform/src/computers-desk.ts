import type {
  ComputerDetails,
  ComputerRow,
  ComputersPort,
  Filter,
  SettledDuplicate,
  SoftwareRow,
} from '@causeway/inventory';
import { platformErrors } from './errors.ts';

/** Computers and software by what an admin calls them. */
export class ComputersDesk {
  readonly #computers: ComputersPort;

  constructor(computers: ComputersPort) {
    this.#computers = computers;
  }

  /**
   * The id of the computer with that id, else of the only one with that name, which may be of digits as well; those that
   * are not archived come first.
   * @throws COMPUTER_NOT_FOUND, COMPUTER_AMBIGUOUS
   */
  async idOf(nameOrId: string): Promise<number> {
    const id = parseId(nameOrId);
    const byId = id === undefined ? undefined : await this.#only(equals('id', id));
    const found = byId ?? (await this.#only(equals('name', nameOrId)));
    return present(found, nameOrId).id;
  }

  async #only(filter: Filter): Promise<ComputerRow | undefined> {
    for (const archived of ['present', 'archived'] as const) {
      const { rows } = await this.#computers.list({ filter, archived, limit: 2 });
      if (rows.length > 1) throw ambiguous(rows);
      if (rows[0] !== undefined) return rows[0];
    }
    return undefined;
  }

  /** @throws COMPUTER_NOT_FOUND, COMPUTER_AMBIGUOUS */
  async get(nameOrId: string): Promise<ComputerDetails> {
    return present(await this.#computers.find(await this.idOf(nameOrId)), nameOrId);
  }

  /** @throws COMPUTER_NOT_FOUND, COMPUTER_AMBIGUOUS */
  async archive(nameOrId: string, now: number): Promise<ComputerRow> {
    return present(await this.#computers.archive(await this.idOf(nameOrId), now), nameOrId);
  }

  /** @throws COMPUTER_NOT_FOUND, COMPUTER_AMBIGUOUS */
  async restore(nameOrId: string): Promise<ComputerRow> {
    return present(await this.#computers.restore(await this.idOf(nameOrId)), nameOrId);
  }

  /** @throws SOFTWARE_NOT_FOUND */
  async software(text: string): Promise<SoftwareRow> {
    const id = parseId(text);
    const found = id === undefined ? undefined : await this.#computers.findSoftware(id);
    if (found === undefined) throw platformErrors.error('SOFTWARE_NOT_FOUND', { seen: JSON.stringify(text) });
    return found;
  }

  /** @throws DUPLICATE_NOT_FOUND */
  async settle(text: string, state: 'confirmed' | 'split', now: number): Promise<SettledDuplicate> {
    const id = parseId(text);
    const settled = id === undefined ? undefined : await this.#computers.settleDuplicate(id, state, now);
    if (settled === undefined)
      throw platformErrors.error('DUPLICATE_NOT_FOUND', { seen: JSON.stringify(text) });
    return settled;
  }
}

/** Row ids are whole numbers from 1; 15 digits are exact. */
function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function equals(column: string, value: string | number): Filter {
  return { kind: 'condition', condition: { column, operator: 'eq', value } };
}

function present<Row extends ComputerRow>(found: Row | undefined, nameOrId: string): Row {
  if (found === undefined) throw notFound(nameOrId);
  return found;
}

function notFound(nameOrId: string): Error {
  return platformErrors.error('COMPUTER_NOT_FOUND', { seen: JSON.stringify(nameOrId) });
}

function ambiguous(rows: readonly ComputerRow[]): Error {
  return platformErrors.error('COMPUTER_AMBIGUOUS', {
    seen: `at least those with the ids ${rows.map(({ id }) => id).join(' and ')}`,
    expected: 'an id, or a name that one computer has',
  });
}
