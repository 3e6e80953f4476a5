import type { ComputerInventory, SoftwareItem } from '@causeway/contract/inventory';
import type { Inventory } from '@causeway/endpoint';
import { openInventory } from '@causeway/inventory';

type Sent = Pick<Inventory, 'format' | 'document'>;

/** Ways to write one name in XML. */
export const spellings = ['plain', 'spaced', 'entity', 'architecture', 'cdata', 'nameless'] as const;

type Spelling = (typeof spellings)[number];

/** As an agent sends it: the machine by its name and serial number, and its software with what has no place elsewhere. */
export function sentBy(
  format: 'xml' | 'json',
  { hardware = {}, software = [] }: ComputerInventory,
  ways: readonly Spelling[],
): Sent {
  const { hostname = '', serialNumber = '' } = hardware;
  if (format === 'json') {
    const softwares = software.map(({ source, ...item }) => ({ ...item, from: source, comments: item.name }));
    const content = { hardware: { name: hostname }, bios: { ssn: serialNumber }, softwares };
    return { format: 'glpi-json', document: JSON.stringify({ deviceid: hostname, content }) };
  }
  const rows = software.map((item, index) => rowOf(item, ways[index % ways.length] ?? 'plain'));
  const machine = `<BIOS><SSN>${serialNumber}</SSN></BIOS><HARDWARE><NAME>${hostname}</NAME></HARDWARE>`;
  const content = `<CONTENT>${machine}${rows.join('')}</CONTENT>`;
  return {
    format: 'ocs-xml',
    document: `<REQUEST>${content}<DEVICEID>${hostname}</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`,
  };
}

/** What is read of it when all of it is read. */
export function readBy({ format, document }: Sent): ComputerInventory {
  const opened = openInventory(format, document);
  if (opened.kind === 'difference') throw new Error('an agent sends no difference');
  const read = opened.parts.map((part) => part.read());
  const other = Object.assign({}, ...read.map((sections) => sections.other));
  return { ...Object.assign({}, ...read), ...(Object.keys(other).length > 0 && { other }) };
}

function rowOf(
  { name, version, publisher, architecture, installedAt, sizeBytes }: SoftwareItem,
  way: Spelling,
) {
  const fields = {
    ...{
      VERSION: version,
      PUBLISHER: publisher,
      ARCHITECTURE: architecture,
      FROM: 'deb',
      FILESIZE: sizeBytes,
    },
    ...(installedAt !== undefined && { INSTALLDATE: `2025-01-0${installedAt}`, COMMENTS: `of ${name}` }),
  };
  const written = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `<${field}>${value}</${field}>`);
  return `<SOFTWARES>${nameOf(name, architecture, way)}${written.join('')}</SOFTWARES>`;
}

function nameOf(name: string, architecture: string | undefined, way: Spelling): string {
  if (way === 'nameless') return '';
  const texts: Record<Exclude<Spelling, 'nameless'>, string> = {
    ...{ plain: name, spaced: ` ${name} `, cdata: `<![CDATA[${name}]]>` },
    entity: `&#${name.codePointAt(0)};${name.slice(1)}`,
    architecture: `${name}:${architecture ?? 'amd64'}`,
  };
  return `<NAME>${texts[way]}</NAME>`;
}
