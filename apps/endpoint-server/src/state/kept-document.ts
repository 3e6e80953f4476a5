import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Turns } from '@causeway/endpoint';
import { endpointServerErrors } from '../errors.ts';

/**
 * One JSON document in a file for its owner alone, behind its own SHA-256. Whenever this is killed, the file is whole:
 * the document of before a change or the one after it.
 */
export class KeptDocument<Value extends object> {
  readonly #file: string;
  readonly #turns = new Turns();
  #value: Value;

  private constructor(file: string, value: Value) {
    this.#file = file;
    this.#value = value;
  }

  /**
   * What is in the file; `first` where there is none. Fields that an earlier version did not know are those of `first`.
   * @throws ENDPOINT_STATE_DAMAGED, ENDPOINT_STATE_UNUSABLE
   */
  static async open<Value extends object>(file: string, first: Value): Promise<KeptDocument<Value>> {
    const text = await read(file);
    return new KeptDocument(file, text === undefined ? first : { ...first, ...parse<Value>(text, file) });
  }

  /** What is on the disk, or what it begins with. */
  get value(): Value {
    return this.#value;
  }

  /** Changes it; durable when it resolves, one after the other. @throws ENDPOINT_STATE_UNUSABLE, with nothing changed */
  update(change: (value: Value) => Value): Promise<Value> {
    return this.#turns.take(async () => {
      const next = change(this.#value);
      if (next !== this.#value) await write(this.#file, format(next));
      this.#value = next;
      return next;
    });
  }
}

const DIGEST_LENGTH = 64;

function format(value: object): string {
  const body = `${JSON.stringify(value, null, 1)}\n`;
  return `${digestOf(body)}\n${body}`;
}

function parse<Value>(text: string, file: string): Value {
  const body = text.slice(DIGEST_LENGTH + 1);
  if (text[DIGEST_LENGTH] !== '\n' || digestOf(body) !== text.slice(0, DIGEST_LENGTH))
    throw endpointServerErrors.error('ENDPOINT_STATE_DAMAGED', { seen: file });
  // Whole, so it is what we wrote.
  return JSON.parse(body) as Value;
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw unusable(file, cause);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeWhole(`${file}.new`, text);
    await rename(`${file}.new`, file);
    await syncFolder(dirname(file));
  } catch (cause) {
    throw unusable(file, cause);
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

/** Makes the new name durable. Windows has no such thing and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function unusable(file: string, cause: unknown): Error {
  const seen = cause instanceof Error ? cause.message : file;
  return endpointServerErrors.error('ENDPOINT_STATE_UNUSABLE', { seen, cause });
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
