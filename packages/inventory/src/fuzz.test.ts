import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComputerInventory, fingerprintOf } from '@causeway/contract/inventory';
import fc from 'fast-check';
import { Check } from 'typebox/value';
import { decodeXml } from './decode-text.ts';
import { inventoryErrors } from './errors.ts';
import { readForeignRequest } from './foreign/read-foreign-request.ts';
import { type InventoryFormat, openInventory } from './open-inventory.ts';
import { someXml } from './testing/some-xml.ts';
import { parseXml } from './xml/parse-xml.ts';
import { readFlatSections } from './xml/read-flat-sections.ts';

const json = JSON.stringify({
  ...{ action: 'inventory', deviceid: 'pc-1' },
  content: {
    hardware: { name: 'pc' },
    softwares: [{ name: 'bash', version: '5' }],
    networks: [{ description: 'eth0' }],
  },
});

/** An inventory of the right shape, or one of our codes: nothing else, whatever comes. */
function tryRead(format: InventoryFormat, document: string): void {
  try {
    if (format !== 'native') readForeignRequest(format, document);
    const opened = openInventory(format, document);
    if (opened.kind === 'full')
      for (const part of opened.parts) assert.ok(Check(ComputerInventory, part.read()));
  } catch (error) {
    if (!inventoryErrors.is(error)) throw error;
  }
}

const edits = fc.array(
  fc.record({
    at: fc.nat(4_000),
    remove: fc.nat(40),
    insert: fc.constantFrom('', '<', '>', '&', '</', '<A>', '"', '{', '\u0000', 'ÿ', ']]>', '<!--'),
  }),
  { minLength: 1, maxLength: 4 },
);

function edited(
  document: string,
  changes: readonly { at: number; remove: number; insert: string }[],
): string {
  return changes.reduce((text, { at, remove, insert }) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + insert + text.slice(place + remove);
  }, document);
}

test('whatever is changed in a document, it is read or refused by a code', () => {
  fc.assert(
    fc.property(edits, (changes) => {
      tryRead('ocs-xml', edited(someXml(), changes));
      tryRead('glpi-json', edited(json, changes));
      tryRead('native', edited(json, changes));
    }),
    { numRuns: 1_500 },
  );
});

/** A comment is nothing that the quick way can read. */
test('the quick way reads what a parser reads, and refuses what a parser refuses', () => {
  const outcome = (document: string): string => {
    try {
      const opened = openInventory('ocs-xml', document);
      assert.ok(opened.kind === 'full');
      const read = opened.parts.map((part) => part.read());
      const other = Object.assign({}, ...read.map((sections) => sections.other));
      return fingerprintOf({ ...Object.assign({}, ...read), other });
    } catch (error) {
      if (!inventoryErrors.is(error)) throw error;
      return 'refused';
    }
  };
  const asker = (document: string): string => {
    try {
      return JSON.stringify(readForeignRequest('ocs-xml', document));
    } catch (error) {
      if (!inventoryErrors.is(error)) throw error;
      return 'refused';
    }
  };
  const pieces = fc.constantFrom(
    ...[
      '',
      '<',
      '>',
      '&',
      '&lt;',
      '&#0;',
      '&no;',
      '</',
      '/>',
      '<A>',
      '</A>',
      '<A/>',
      '<A b="1">',
      ']]>',
      '\u0000',
    ],
    ...['\u000b', '\u00a0', '\r', '\ufffe', '<?x?>', '<CPUS>', '</CPUS>', '<CPUS><CPUS>', '</CPUS></CPUS>'],
    ...['<NAME>', '</NAME>', '<SOFTWARES>', '</SOFTWARES>', '</CONTENT>', '<CONTENT>', '</REQUEST>', '!'],
    ...['<DEVICEID>b</DEVICEID>', '<QUERY>PROLOG</QUERY>', '</CONTENT><CONTENT>'],
  );
  const change = fc.record({ at: fc.nat(4_000), remove: fc.constantFrom(0, 0, 0, 7, 30), insert: pieces });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const document = edited(someXml(), changes);
      const [start] = someXml().split('<CONTENT>', 1);
      fc.pre(start !== undefined && document.startsWith(start));
      const withComment = document.replace('<REQUEST>', '<REQUEST><!---->');
      assert.equal(outcome(document), outcome(withComment), document);
      if (outcome(document) !== 'refused') assert.equal(asker(document), asker(withComment), document);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever bytes come, they are text or refused by a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        tryRead('ocs-xml', decodeXml(bytes));
      } catch (error) {
        if (!inventoryErrors.is(error)) throw error;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('the quick reader of rows says what a parser says, or nothing', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'ä',
      ' ',
      '&amp;',
      '&#65;',
      '&#x1F9C0;',
      '&no;',
      '<B>x</B>',
      ']]>',
      '\n',
      '\u0001',
    ),
    maxLength: 3,
  });
  const name = fc.constantFrom('NAME', 'VERSION', 'FROM');
  const field = fc.oneof(
    { arbitrary: fc.tuple(name, text).map(([name, value]) => `<${name}>${value}</${name}>`), weight: 5 },
    name.map((name) => `<${name}/>`),
  );
  const section = fc.constantFrom('SOFTWARES', 'CPUS', 'TOASTERS');
  const row = fc
    .tuple(section, fc.array(field, { maxLength: 4 }), fc.constantFrom('', ' ', '\n'))
    .map(([section, fields, space]) => `<${section}>${space}${fields.join(space)}${space}</${section}>`);
  const textSection = fc.tuple(section, text).map(([name, value]) => `<${name}>${value}</${name}>`);
  let quickly = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(row, row, textSection), { maxLength: 6 }), (rows) => {
      const written = rows.join('\n');
      const quick = readFlatSections(written);
      if (quick === undefined) return;
      quickly++;
      assert.deepEqual(quick, parseXml(`<CONTENT>${written}</CONTENT>`).sections);
    }),
    { numRuns: 2_000 },
  );
  assert.ok(quickly > 200, `${quickly} were read quickly`);
});
