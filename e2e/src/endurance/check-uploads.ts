import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { type Address, asId, type ClientId, type TenantId } from '@causeway/contract';
import { type EndpointStore, MOST_UPLOADS_NOTED } from '@causeway/endpoint';
import { openTenantStore, type TenantStore, type Vault } from '@causeway/store';
import { documentOf, numberOf, sha256Of } from './document-of.ts';
import { numbersOf, type Remembered, readJournals } from './journal.ts';

export interface Kept {
  /** Of the tenant's database, which nobody uses. */
  readonly file: string;
  readonly vault: Vault;
  /** Of the journals of all fleets. */
  readonly folders: readonly string[];
  /** Of the endpoint server that all of them use. */
  readonly address: Address;
}

/** What clients remember against what the platform has. Each fault is a sentence. */
export interface Judged {
  readonly clients: number;
  readonly answered: number;
  /** Sent at least once, and never answered. */
  readonly unanswered: number;
  readonly stored: number;
  readonly faults: readonly string[];
}

export async function checkUploads({ file, vault, folders, address }: Kept): Promise<Judged> {
  const clients = folders.flatMap(readJournals);
  const ledger = readLedger(file);
  const tenantId = asId<TenantId>(basename(file, '.sqlite'));
  await using store = await openTenantStore({ file, vault, tenantId });
  const faults = [...checkStrangers(ledger, clients)];
  for (const client of clients) {
    faults.push(...checkLedger(client, ledger.get(client.clientId) ?? []));
    faults.push(...(await checkNewest(client, store)), ...(await checkEvidence(client, store, address)));
  }
  const unanswered = clients.map((one) => numbersOf(one, 'sent').difference(numbersOf(one, 'answered')).size);
  return {
    clients: clients.length,
    answered: sum(clients.map((one) => numbersOf(one, 'answered').size)),
    unanswered: sum(unanswered),
    stored: sum([...ledger.values()].map(({ length }) => length)),
    faults,
  };
}

/** SHA-256 of each upload that is noted, by client. */
type Ledger = ReadonlyMap<string, readonly string[]>;

/** No port lists the ledger: the product only asks it whether it knows a document. */
function readLedger(file: string): Ledger {
  using database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('select "clientId", "sha256" from uploads').all();
  const byClient = Map.groupBy(rows, ({ clientId }) => String(clientId));
  return new Map([...byClient].map(([id, uploads]) => [id, uploads.map(({ sha256 }) => String(sha256))]));
}

function checkStrangers(ledger: Ledger, clients: readonly Remembered[]): string[] {
  const known = new Set(clients.map(({ clientId }) => clientId));
  const strangers = [...ledger.keys()].filter((id) => !known.has(id));
  return strangers.map((id) => `${id} has uploads and never sent any`);
}

/** Every answered document is noted exactly once, and none that was not sent. */
function checkLedger(client: Remembered, noted: readonly string[]): string[] {
  const { clientId } = client;
  const sent = numbersOf(client, 'sent');
  const numbers = new Map([...sent].map((n) => [sha256Of(documentOf(clientId, n)), n]));
  const times = Map.groupBy(noted, (sha256) => sha256);
  const lost = [...numbers].filter(
    ([sha256, n]) => numbersOf(client, 'answered').has(n) && !times.has(sha256),
  );
  const strange = noted.filter((sha256) => !numbers.has(sha256));
  const doubled = [...times].filter(([, { length }]) => length > 1);
  return [
    ...(sent.size > MOST_UPLOADS_NOTED ? [`${clientId}: sent ${sent.size}, more than the ledger keeps`] : []),
    ...lost.map(([, n]) => `${clientId}: document ${n} was answered and is not stored`),
    ...strange.map((sha256) => `${clientId}: ${sha256} is stored and was never sent`),
    ...doubled.map(([sha256]) => `${clientId}: document ${numbers.get(sha256)} is stored more than once`),
  ];
}

/** What is known of its computer is what the last answered document says, or one that was sent after it. */
async function checkNewest(client: Remembered, store: TenantStore): Promise<string[]> {
  const { clientId } = client;
  const lastAnswered = Math.max(0, ...numbersOf(client, 'answered'));
  const [computer] = await store.computers.ofClient(asId<ClientId>(clientId));
  const kept = computer && (await store.computers.find(computer.id))?.inventory.other;
  const n = kept === undefined ? 0 : numberOf(kept);
  const isRight = n >= lastAnswered && n <= Math.max(0, ...numbersOf(client, 'sent'));
  const isWhole = kept === undefined || isDeepStrictEqual(kept, JSON.parse(documentOf(clientId, n)));
  return [
    ...(isRight
      ? []
      : [`${clientId}: document ${n} is kept as the newest; answered last was ${lastAnswered}`]),
    ...(isWhole ? [] : [`${clientId}: the document that is kept is not as it was sent`]),
  ];
}

async function checkEvidence(
  { clientId }: Remembered,
  store: EndpointStore,
  address: Address,
): Promise<string[]> {
  const standing = await store.clients.standing(asId<ClientId>(clientId));
  const hasEvidence = standing?.evidence.some((one) => one.address === address) ?? false;
  return hasEvidence ? [] : [`${clientId}: there is no evidence at ${address}`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
