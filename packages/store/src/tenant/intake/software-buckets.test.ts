import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { ClientId } from '@causeway/contract';
import type { SoftwareItem } from '@causeway/contract/inventory';
import { checkCounts } from '../../testing/check-counts.ts';
import { someInventory } from '../../testing/records.ts';
import { TenantWithClients } from '../../testing/tenant-with-clients.ts';

/** One package, written in two ways that are two buckets. */
const bash = '<NAME>bash</NAME><VERSION>5</VERSION>';
const spelledBash = '<NAME>&#98;ash</NAME><VERSION>5</VERSION>';
const vim = '<NAME>vim</NAME><VERSION>9</VERSION>';
const zsh = '<NAME>zsh</NAME><VERSION>5</VERSION>';

/** A computer whose agent sends its software day by day. */
class Days {
  readonly #tenant: TenantWithClients;
  readonly #clientId: ClientId;
  #day = 0;

  constructor(tenant: TenantWithClients, clientId: ClientId) {
    this.#tenant = tenant;
    this.#clientId = clientId;
  }

  /** @returns what the computer has then, and what the history says of that day */
  async send(...rows: readonly string[]): Promise<{ names: string[]; told: string[]; rests: unknown }> {
    const receivedAt = ++this.#day;
    const clientId = this.#clientId;
    const machine = `<HARDWARE><NAME>pc-${clientId}</NAME></HARDWARE>`;
    const content = machine + rows.map((row) => `<SOFTWARES>${row}</SOFTWARES>`).join('');
    const document = `<REQUEST><CONTENT>${content}</CONTENT><DEVICEID>pc</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`;
    const { store, file } = this.#tenant;
    await store.inventories.put(someInventory({ clientId, receivedAt, format: 'ocs-xml', document }));
    checkCounts(file);
    const { id, softwareCount } = await this.#tenant.computerOf(clientId);
    const { software = [], other = {} } = (await store.computers.find(id))?.inventory ?? {};
    assert.equal(softwareCount, new Set(software.map(titleOf)).size);
    const { rows: changes } = await store.computers.changes({ computerId: id, limit: 100 });
    const told = changes.filter(({ at, section }) => at === receivedAt && section === 'software');
    return {
      names: software.map(titleOf),
      told: told.map(({ kind, what }) => `${kind} ${what}`).sort(),
      rests: other.SOFTWARES,
    };
  }
}

function titleOf({ name, version }: SoftwareItem): string {
  return `${name} ${version}`;
}

async function startIn(tenant: TenantWithClients): Promise<Days> {
  return new Days(tenant, await tenant.enroll());
}

test('a package that is in another bucket than before is the same package', async () => {
  await using tenant = await TenantWithClients.open();
  const days = await startIn(tenant);
  await days.send(bash, vim);
  assert.deepEqual(await days.send(spelledBash, vim), {
    names: ['bash 5', 'vim 9'],
    told: [],
    rests: undefined,
  });
  const upgraded = await days.send(bash.replace('5', '6'), vim);
  assert.deepEqual(upgraded.names.sort(), ['bash 6', 'vim 9']);
  assert.deepEqual(upgraded.told, ['changed bash 6']);
});

test('a package in two buckets is installed until it is in neither', async () => {
  await using tenant = await TenantWithClients.open();
  const days = await startIn(tenant);
  await days.send(bash, vim);
  const twice = await days.send(bash, vim, spelledBash);
  assert.deepEqual(twice, { names: ['bash 5', 'vim 9', 'bash 5'], told: [], rests: undefined });
  const withZsh = await days.send(bash, vim, spelledBash, zsh);
  assert.deepEqual(withZsh.told, ['added zsh 5']);
  assert.deepEqual((await days.send(vim, spelledBash, zsh)).told, []);
  assert.deepEqual(await days.send(vim, zsh), {
    names: ['vim 9', 'zsh 5'],
    told: ['removed bash 5'],
    rests: undefined,
  });
  const other = await startIn(tenant);
  assert.deepEqual((await other.send(spelledBash, vim, bash)).names, ['bash 5', 'vim 9', 'bash 5']);
});

test('a bucket that is empty is gone, and so are all of them', async () => {
  await using tenant = await TenantWithClients.open();
  const days = await startIn(tenant);
  await days.send(bash, vim, zsh);
  assert.deepEqual((await days.send(bash, zsh)).told, ['removed vim 9']);
  assert.deepEqual(await days.send(), {
    ...{ names: [], rests: undefined },
    told: ['removed bash 5', 'removed zsh 5'],
  });
  assert.deepEqual((await days.send(vim)).told, ['added vim 9']);
});

test('what is said beyond the normal form is kept once for all who say the same', async () => {
  await using tenant = await TenantWithClients.open();
  const saying = (comments: string) => `${bash}<COMMENTS>${comments}</COMMENTS>`;
  const rest = (COMMENTS: string) => [{ name: 'bash', COMMENTS }];
  const long = 'x'.repeat(2_000);
  const said = [saying('a shell'), saying('a shell'), saying('eine Schale'), bash, saying(long)];
  const rests = [];
  for (const row of said) rests.push((await (await startIn(tenant)).send(row, vim)).rests);
  assert.deepEqual(rests, [rest('a shell'), rest('a shell'), rest('eine Schale'), undefined, rest(long)]);
  using database = new DatabaseSync(tenant.file, { readOnly: true });
  const kept = database.prepare(`select count(*) as "count" from software_buckets where "sections" <> '{}'`);
  assert.deepEqual({ ...kept.get() }, { count: 2 });
});

test('two rows of one package both say what is left of them', async () => {
  await using tenant = await TenantWithClients.open();
  const days = await startIn(tenant);
  const [one, other] = [`${bash}<COMMENTS>one</COMMENTS>`, `${bash}<COMMENTS>other</COMMENTS>`];
  const expected = [
    { name: 'bash', COMMENTS: 'one' },
    { name: 'bash', COMMENTS: 'other' },
  ];
  assert.deepEqual((await days.send(one, other)).rests, expected);
  assert.deepEqual((await days.send(one)).rests, expected.slice(0, 1));
  const [same] = expected;
  assert.deepEqual((await days.send(one, one)).rests, [same, same]);
  const nobody = [{ COMMENTS: 'nobody named it' }, ...expected];
  assert.deepEqual((await days.send(one, other, '<COMMENTS>nobody named it</COMMENTS>')).rests, nobody);
});
