import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ComputerInventory, canonicalJson } from '@causeway/contract/inventory';
import fc from 'fast-check';
import { inventoryErrors } from '../errors.ts';
import { type InventoryPart, openInventory } from '../open-inventory.ts';
import { someXml } from '../testing/some-xml.ts';
import { MOST_ELEMENTS } from './parse-xml.ts';

function softwareOf(content: string): InventoryPart | undefined {
  const opened = openInventory('ocs-xml', someXml(content));
  assert.ok(opened.kind === 'full');
  return opened.parts.find(({ name }) => name === 'software');
}

const packages = (count: number) =>
  Array.from({ length: count }, (_, index) => row(`<NAME>package-${index}</NAME><VERSION>1</VERSION>`));

function row(fields: string): string {
  return `<SOFTWARES>${fields}</SOFTWARES>`;
}

/** All that is said, in no order. */
function saidIn(sections: readonly ComputerInventory[]): string[] {
  const rows = sections.flatMap(({ software = [] }) => software);
  const left = sections.flatMap(({ other }) => other?.SOFTWARES ?? []);
  return [...rows, ...left].map(canonicalJson).sort();
}

/** Undefined for what is refused. */
function saidOrRefused(read: () => readonly ComputerInventory[]): string[] | undefined {
  try {
    return saidIn(read());
  } catch (error) {
    if (!inventoryErrors.is(error)) throw error;
    return undefined;
  }
}

const usual = fc.constantFrom(
  ...['<NAME>bash</NAME>', '<NAME>b&#97;sh</NAME>', '<NAME> bash </NAME>', '<NAME>bash:amd64</NAME>'],
  ...['<NAME/>', '<NAME></NAME>', '<NAME a="1">bash</NAME>', '<X><NAME>vim</NAME></X>', '\n'],
  ...['<FROM>deb</FROM>', '<ARCH>amd64</ARCH>', '<COMMENTS>a shell</COMMENTS>', '</SOFTWARES><SOFTWARES>'],
);
const strange = fc.constantFrom(
  ...['x', '&', '&no;', '\u0001', ']]>', '<?x?>', '</SOFTWARES>', '<SOFTWARES>', '<NAME>', '</NAME>'],
  ...['<COMMENTS>&lt;', '</COMMENTS>'],
);
const pieces = fc.oneof({ arbitrary: usual, weight: 20 }, { arbitrary: strange, weight: 1 });
const rows = fc.array(fc.array(pieces, { maxLength: 5 }), { minLength: 1, maxLength: 8 });

test('all buckets together say what the part says, or are refused as it is', () => {
  const counts = { said: 0, refused: 0 };
  fc.assert(
    fc.property(rows, fc.constantFrom('', '\n  '), (drawn, space) => {
      const content = drawn.map((fields) => row(fields.join(''))).join(space);
      const whole = saidOrRefused(() => [softwareOf(content)?.read() ?? {}]);
      const inBuckets = saidOrRefused(() => {
        const part = softwareOf(content);
        return part?.buckets?.()?.map((bucket) => bucket.read()) ?? [part?.read() ?? {}];
      });
      assert.deepEqual(inBuckets, whole, content);
      counts[whole === undefined ? 'refused' : 'said']++;
    }),
    { numRuns: 3_000 },
  );
  assert.ok(counts.said > 300 && counts.refused > 300, JSON.stringify(counts));
});

test('a package that changes changes one bucket, and one that is written otherwise stays in its own', () => {
  const bucketsOf = (written: readonly string[]) => {
    const buckets = softwareOf(written.join('\n'))?.buckets?.() ?? [];
    return new Map(buckets.map(({ number, fingerprint }) => [number, fingerprint]));
  };
  const before = packages(1_000);
  const kept = bucketsOf(before);
  assert.ok(kept.size > 50, `${kept.size} buckets`);
  const changed = (fields: string) => {
    const after = bucketsOf(before.with(500, row(fields)));
    return [...after].filter(([number, fingerprint]) => kept.get(number) !== fingerprint).length;
  };
  assert.equal(changed('<NAME>package-500</NAME><VERSION>1</VERSION>'), 0);
  assert.equal(changed('<NAME>package-500</NAME><VERSION>2</VERSION>'), 1);
  assert.equal(changed('<VERSION>1</VERSION><NAME>package-500:amd64</NAME>'), 1);
  assert.deepEqual(bucketsOf(before.map((written) => `${written}\n`)), kept, 'space between them is nothing');
});

test('what is too much is too much in buckets, too', () => {
  const tooMany = softwareOf(packages(20_001).join(''));
  assert.throws(
    () => tooMany?.buckets?.(),
    (error) => inventoryErrors.is(error, 'INVENTORY_MALFORMED'),
  );
  const fields = '<A/>'.repeat(MOST_ELEMENTS / 2);
  const deep = softwareOf(packages(2).join('') + row(fields) + row(`<NAME>b</NAME>${fields}`));
  assert.equal(deep?.buckets?.(), undefined);
  assert.throws(
    () => deep?.read(),
    (error) => inventoryErrors.is(error, 'INVENTORY_MALFORMED'),
  );
});
