import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComputerInventory, fingerprintOf } from '@causeway/contract/inventory';
import { Check } from 'typebox/value';
import { inventoryErrors } from './errors.ts';
import { type InventoryFormat, openInventory } from './open-inventory.ts';
import { someContent, someXml } from './testing/some-xml.ts';

const MIB = 1_048_576;

/** All parts in one, which is a computer's inventory. */
function readAll(format: InventoryFormat, document: string): ComputerInventory {
  const opened = openInventory(format, document);
  assert.ok(opened.kind === 'full');
  const read = opened.parts.map((part) => part.read());
  const other = Object.assign({}, ...read.map((sections) => sections.other));
  return { ...Object.assign({}, ...read), ...(Object.keys(other).length > 0 && { other }) };
}

const inNormalForm: ComputerInventory = {
  hardware: {
    ...{ hostname: 'pc-anna', uuid: '4c4c4544-0042-3510-8053-b2c04f4d3432', lastUser: 'anna' },
    ...{ memoryBytes: 16_384 * MIB, manufacturer: 'Acme', model: 'Anvil 7', serialNumber: 'AN-0042' },
    biosDate: '02/01/2025',
  },
  operatingSystem: { family: 'linux', name: 'Debian GNU/Linux 13', version: '13', timezone: 'CET' },
  cpus: [{ name: 'Acme Zeta 9', cores: 8, threads: 16, speedMhz: 3200 }],
  fileSystems: [
    { mount: '/', device: '/dev/sda1', kind: 'ext4', sizeBytes: 1000 * MIB, freeBytes: 400 * MIB },
  ],
  networkInterfaces: [
    { name: 'eth0', mac: '00:16:3e:00:00:01', speedMbps: 1000, ips: ['192.0.2.7', '2001:db8::7'] },
  ],
  software: [
    { name: 'bash', version: '5.2.37-2', architecture: 'amd64', source: 'dpkg', sizeBytes: 7_340_032 },
    { name: 'libc6', version: '2.41-12', architecture: 'amd64', source: 'dpkg' },
  ],
  other: {
    ACCESSLOG: { LOGDATE: '2026-11-25 10:00:00' },
    PROCESSES: { CMD: 'init', PID: '1' },
    CPUS: [{ name: 'Acme Zeta 9', STEPPING: '2' }],
    HARDWARE: { ETIME: '3' },
    OPERATINGSYSTEM: {
      ...{ NAME: 'Debian GNU/Linux', KERNEL_NAME: 'linux' },
      TIMEZONE: { NAME: 'CET', OFFSET: '+0100' },
    },
    SOFTWARES: [{ name: 'libc6', COMMENTS: 'C & more' }, { COMMENTS: 'nobody named it' }],
    TOASTERS: { COLOR: 'red' },
  },
};

test('the XML of an agent is read into the normal form, and what does not fit is kept', () => {
  const read = readAll('ocs-xml', someXml());
  assert.equal(fingerprintOf(read), fingerprintOf(inNormalForm), JSON.stringify(read, null, 1));
  assert.ok(Check(ComputerInventory, read));
});

test('what a GLPI agent sends as JSON is read into the same', () => {
  const content = {
    ...{
      versionclient: 'GLPI-Agent_v1.9',
      bios: { smanufacturer: 'Acme', smodel: 'Anvil 7', ssn: 'AN-0042', bdate: '02/01/2025' },
    },
    cpus: [{ name: 'Acme Zeta 9', core: 8, thread: 16, speed: 3200 }],
    drives: [{ type: '/', volumn: '/dev/sda1', filesystem: 'ext4', total: 1000, free: 400 }],
    hardware: {
      ...{ name: 'pc-anna', memory: 16_384, uuid: '4C4C4544-0042-3510-8053-B2C04F4D3432' },
      lastloggeduser: 'anna',
    },
    networks: [
      { description: 'eth0', mac: '00:16:3E:00:00:01', ipaddress: '192.0.2.7', speed: '1000' },
      { description: 'eth0', mac: '00:16:3E:00:00:01', ipaddress6: '2001:db8::7' },
    ],
    operatingsystem: { full_name: 'Debian GNU/Linux 13', version: '13', timezone: { name: 'CET' } },
    softwares: [
      { name: 'bash', version: '5.2.37-2', from: 'deb', arch: 'amd64', filesize: 7_340_032 },
      { name: 'libc6:amd64', version: '2.41-12', from: 'deb', arch: 'amd64' },
    ],
  };
  const { other, ...read } = readAll(
    'glpi-json',
    JSON.stringify({ deviceid: 'x', action: 'inventory', content }),
  );
  const { other: _, ...expected } = inNormalForm;
  assert.equal(fingerprintOf(read), fingerprintOf(expected), JSON.stringify(read, null, 1));
  assert.equal(other?.VERSIONCLIENT, 'GLPI-Agent_v1.9');
});

test('however it is written, the same XML is the same inventory', () => {
  const plain = someXml();
  const written = [
    plain.replace('<CONTENT>', '<CONTENT><!-- a comment -->'),
    plain.replace('<COLOR>red', '<COLOR><![CDATA[red]]>'),
    plain.replace('<COLOR>red', '<COLOR><!-- </TOASTERS><CPUS> -->red'),
    plain.replace('<TOASTERS>', '<TOASTERS lang="en">'),
    plain.replace('<VERSION>13', '<VERSION>&#49;3'),
    plain.replaceAll('\n', '\r\n'),
    `\ufeff${plain}`,
    plain.replaceAll('> <', '><'),
  ];
  for (const document of written)
    assert.equal(
      fingerprintOf(readAll('ocs-xml', document)),
      fingerprintOf(inNormalForm),
      document.slice(0, 300),
    );
});

test('a part keeps its fingerprint while nothing of it is written in another way', () => {
  const partsOf = (content: string) => {
    const opened = openInventory('ocs-xml', someXml(content));
    assert.ok(opened.kind === 'full');
    return Object.fromEntries(opened.parts.map(({ name, fingerprint }) => [name, fingerprint]));
  };
  const before = partsOf(someContent);
  const later = partsOf(someContent.replace('10:00:00', '11:00:00').replace('<PID>1', '<PID>7'));
  assert.notEqual(later.volatile, before.volatile);
  assert.deepEqual([later.machine, later.software], [before.machine, before.software]);
  const upgraded = partsOf(someContent.replace('5.2.37-2', '5.2.37-3'));
  assert.notEqual(upgraded.software, before.software);
  assert.equal(upgraded.machine, before.machine);
});

test('of our own client: the normal form, a difference, and any other object kept whole', () => {
  const inventory = { software: [{ name: 'bash' }] };
  const fingerprint = fingerprintOf(inventory);
  const full = { format: 2, kind: 'full', collectedAt: 7, fingerprint, inventory, collectors: [] };
  const opened = openInventory('native', JSON.stringify(full));
  assert.ok(opened.kind === 'full');
  assert.deepEqual([opened.claimedFingerprint, opened.collectedAt], [fingerprint, 7]);
  assert.deepEqual(readAll('native', JSON.stringify(full)), inventory);
  const later = { ...full, inventory: { ...inventory, gadgets: [1] } };
  assert.deepEqual(readAll('native', JSON.stringify(later)).other, { gadgets: [1] });
  const difference = {
    format: 2,
    kind: 'difference',
    collectedAt: 7,
    base: fingerprint,
    fingerprint,
    changes: {},
    collectors: [],
  };
  assert.equal(openInventory('native', JSON.stringify(difference)).kind, 'difference');
  assert.deepEqual(readAll('native', '{"cpu":{"cores":4}}'), { other: { cpu: { cores: 4 } } });
});

test('two cards of one make stay two, and one with two addresses is one', () => {
  const card = (mac: string, ip: string) =>
    `<NETWORKS><DESCRIPTION>Acme Ethernet</DESCRIPTION><MACADDR>${mac}</MACADDR><IPADDRESS>${ip}</IPADDRESS></NETWORKS>`;
  const [one, other] = ['00:16:3e:00:00:01', '00:16:3e:00:00:02'];
  const written = [card(one, '192.0.2.1'), card(other, '192.0.2.2'), card(one, '192.0.2.3')];
  assert.deepEqual(readAll('ocs-xml', someXml(written.join(''))).networkInterfaces, [
    { name: 'Acme Ethernet', mac: one, ips: ['192.0.2.1', '192.0.2.3'] },
    { name: 'Acme Ethernet', mac: other, ips: ['192.0.2.2'] },
  ]);
});

test('an interface has as many addresses as it says, at once', { timeout: 10_000 }, () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `<NETWORKS><DESCRIPTION>eth0</DESCRIPTION><IPADDRESS>a${index}</IPADDRESS></NETWORKS>`,
  );
  const [eth0, ...others] = readAll('ocs-xml', someXml(rows.join(''))).networkInterfaces ?? [];
  assert.deepEqual([eth0?.ips?.length, others], [20_000, []]);
});

test('what JSON can say and XML can not becomes white space', () => {
  const content = { softwares: [{ name: 'a\u0000b\ud800', version: '1\u001b2' }] };
  const [row] = readAll('glpi-json', JSON.stringify({ deviceid: 'x', content })).software ?? [];
  assert.deepEqual(row, { name: 'a b\ufffd', version: '1 2' });
});

test('of a section that should be there once, nothing of the second is lost', () => {
  const twice = '<HARDWARE><NAME>a</NAME></HARDWARE><HARDWARE><NAME>b</NAME></HARDWARE><CPUS>text</CPUS>';
  const { hardware, other } = readAll('ocs-xml', someXml(twice));
  assert.equal(hardware?.hostname, 'a');
  assert.deepEqual(JSON.parse(JSON.stringify(other)), { HARDWARE: [{}, { NAME: 'b' }], CPUS: ['text'] });
});

test('the device id is read as it is meant', () => {
  const opened = openInventory('ocs-xml', someXml('', 'a&amp;b'));
  assert.equal(opened.kind === 'full' && opened.deviceId, 'a&b');
});

const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${'b'.repeat(level + 1)} "${`&${'b'.repeat(level) || 'a'};`.repeat(10)}">`).join('')}]>`;
const [objects, lists] = [
  '{"a":'.repeat(200_000) + 1 + '}'.repeat(200_000),
  '['.repeat(200_000) + ']'.repeat(200_000),
];
const longName = 'A'.repeat(201);
const numbers = Array.from({ length: 1_001 }, (_, index) => index);
const attributes = numbers.map((n) => ` a${n}="1"`).join('');
const sections = numbers.map((n) => `<A${n}></A${n}>`).join('');
const full = (inventory: string) =>
  `{"format":2,"kind":"full","collectedAt":1,"fingerprint":"${'a'.repeat(64)}","collectors":[],"inventory":${inventory}}`;
const refused: readonly [string, InventoryFormat, string, 'INVENTORY_MALFORMED' | 'INVENTORY_FORBIDDEN'][] = [
  ['an entity bomb', 'ocs-xml', `${bomb}${someXml()}`, 'INVENTORY_FORBIDDEN'],
  [
    'a document type',
    'ocs-xml',
    `<!DOCTYPE REQUEST SYSTEM "file:///etc/passwd">${someXml()}`,
    'INVENTORY_FORBIDDEN',
  ],
  [
    'a stylesheet',
    'ocs-xml',
    someXml().replace('<REQUEST>', '<?xml-stylesheet href="x"?><REQUEST>'),
    'INVENTORY_FORBIDDEN',
  ],
  ['an unknown entity', 'ocs-xml', someXml(someContent.replace('bash', '&bash;')), 'INVENTORY_MALFORMED'],
  ['half an upload', 'ocs-xml', someXml().slice(0, 900), 'INVENTORY_MALFORMED'],
  ['two roots', 'ocs-xml', `${someXml()}<REQUEST></REQUEST>`, 'INVENTORY_MALFORMED'],
  ['no content', 'ocs-xml', '<REQUEST><QUERY>INVENTORY</QUERY></REQUEST>', 'INVENTORY_MALFORMED'],
  ['elements that cross', 'ocs-xml', someXml('<CPUS><NAME>a</CPUS></NAME>'), 'INVENTORY_MALFORMED'],
  [
    'a hundred thousand elements in each other',
    'ocs-xml',
    someXml('<A>'.repeat(100_000)),
    'INVENTORY_MALFORMED',
  ],
  [
    'more rows than there can be',
    'ocs-xml',
    someXml('<CPUS><NAME>a</NAME></CPUS>'.repeat(20_001)),
    'INVENTORY_MALFORMED',
  ],
  [
    'more rows than there can be in all sections together',
    'ocs-xml',
    someXml('<CPUS><NAME>a</NAME></CPUS><DRIVES><TYPE>/</TYPE></DRIVES>'.repeat(10_001)),
    'INVENTORY_MALFORMED',
  ],
  [
    'more packages than there can be',
    'glpi-json',
    `{"content":{"softwares":[${'{"name":"a"},'.repeat(20_000)}{"name":"a"}]}}`,
    'INVENTORY_MALFORMED',
  ],
  [
    'control characters',
    'ocs-xml',
    someXml(someContent.replace('bash', 'ba\u0000sh')),
    'INVENTORY_MALFORMED',
  ],
  ['half of JSON', 'glpi-json', '{"action":"inventory","content":{', 'INVENTORY_MALFORMED'],
  ['JSON without content', 'glpi-json', '{"action":"inventory"}', 'INVENTORY_MALFORMED'],
  ['objects in each other', 'glpi-json', `{"content":${objects}}`, 'INVENTORY_MALFORMED'],
  ['lists in each other', 'glpi-json', `{"content":{"a":${lists}}}`, 'INVENTORY_MALFORMED'],
  ['objects in each other', 'native', objects, 'INVENTORY_MALFORMED'],
  ['lists in each other', 'native', full(`{"other":{"a":${lists}}}`), 'INVENTORY_MALFORMED'],
  ['a name without an end', 'native', `{"${'a'.repeat(201)}":1}`, 'INVENTORY_MALFORMED'],
  ['a name without an end', 'ocs-xml', someXml(`<${longName}>1</${longName}>`), 'INVENTORY_MALFORMED'],
  ['two contents', 'ocs-xml', someXml('</CONTENT><CONTENT>'), 'INVENTORY_MALFORMED'],
  ['too many texts', 'ocs-xml', someXml('<A>x</A>'.repeat(200_001)), 'INVENTORY_MALFORMED'],
  ['a text of a million', 'ocs-xml', someXml(`<A>${'x'.repeat(1_000_001)}</A>`), 'INVENTORY_MALFORMED'],
  [
    'a package of a million',
    'ocs-xml',
    someXml(someContent.replace('bash', 'x'.repeat(1_000_001))),
    'INVENTORY_MALFORMED',
  ],
  ['a thousand attributes', 'ocs-xml', someXml(`<A${attributes}></A>`), 'INVENTORY_MALFORMED'],
  ['a thousand sections', 'ocs-xml', someXml(sections), 'INVENTORY_MALFORMED'],
  ['a hundred more fields', 'ocs-xml', `<REQUEST>${'<A></A>'.repeat(101)}</REQUEST>`, 'INVENTORY_MALFORMED'],
  ['too many values', 'native', `{"a":[${'0,'.repeat(200_001)}0]}`, 'INVENTORY_MALFORMED'],
  ['too many lists', 'glpi-json', '['.repeat(200_001), 'INVENTORY_MALFORMED'],
  [
    'a thousand sections',
    'native',
    JSON.stringify(Object.fromEntries(numbers.map((n) => [n, 1]))),
    'INVENTORY_MALFORMED',
  ],
  ['no white space between elements', 'ocs-xml', someXml('\u00a0\u000b'), 'INVENTORY_MALFORMED'],
  ['a device id of no characters', 'ocs-xml', someXml('', '&#0;'), 'INVENTORY_MALFORMED'],
  ['a declaration of another XML', 'ocs-xml', someXml().replace('"1.0"', '"9"'), 'INVENTORY_MALFORMED'],
  ['a list', 'native', '[]', 'INVENTORY_MALFORMED'],
  ['an inventory of another shape', 'native', '{"format":2,"kind":"full"}', 'INVENTORY_MALFORMED'],
];

for (const [what, format, document, code] of refused)
  test(`${what} in ${format} is refused with ${code}`, { timeout: 10_000 }, () => {
    assert.throws(
      () => readAll(format, document),
      (error) => inventoryErrors.is(error, code),
    );
  });
