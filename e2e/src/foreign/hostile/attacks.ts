import { deflateSync, gzipSync } from 'node:zlib';
import { someXmlInventory, xmlOf } from '@causeway/endpoint/testing';

/** A message that no honest agent sends, and how it is answered. */
export interface Attack {
  readonly what: string;
  readonly type: string;
  readonly body: Buffer;
  readonly status: number;
  readonly code: string;
}

const MB = 1024 * 1024;
const TEXT = 'application/xml';
const ZLIB = 'application/x-compress-zlib';
const GZIP = 'application/x-compress-gzip';
const DEVICE = 'pc-hostile-2026-11-23-10-00-00';

const refused = { status: 400, code: 'INVENTORY_MALFORMED' } as const;
const forbidden = { status: 400, code: 'INVENTORY_FORBIDDEN' } as const;
const wrong = { status: 400, code: 'INVENTORY_ENCODING_WRONG' } as const;
const tooLarge = { status: 413, code: 'MESSAGE_TOO_LARGE' } as const;
const unreadable = { status: 400, code: 'FOREIGN_CONTENT_UNREADABLE' } as const;

export function attacks(): Attack[] {
  const bomb = Buffer.concat([Buffer.from('<?xml version="1.0"?><REQUEST>'), Buffer.alloc(180 * MB, ' ')]);
  const honest = someXmlInventory(DEVICE);
  const rows = '<SOFTWARES><NAME>a</NAME></SOFTWARES>'.repeat(20_001);
  return [
    { what: 'a zlib bomb', type: ZLIB, body: deflateSync(bomb), ...tooLarge },
    { what: 'a gzip bomb', type: GZIP, body: gzipSync(bomb), ...tooLarge },
    plain('billion laughs', `<!DOCTYPE REQUEST [${laughs()}]>${named('&h;')}`, forbidden),
    plain(
      'a file by an entity',
      `<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]>${named('&x;')}`,
      forbidden,
    ),
    plain('a document type', `<!DOCTYPE REQUEST SYSTEM "http://127.0.0.1:1/a.dtd">${named('a')}`, forbidden),
    plain('an entity of nobody', named('&x;'), refused),
    plain('elements without end', `<REQUEST>${'<a>'.repeat(1_000_000)}`, refused),
    plain('more elements than there can be', inventory('<A/>'.repeat(300_000)), refused),
    plain('more packages than there can be', inventory(rows), refused),
    plain('half a document', honest.slice(0, -40), refused),
    plain('JSON without a bottom', `{"deviceid":"${DEVICE}","content":${'['.repeat(1_000_000)}`, refused),
    { what: 'half an archive', type: ZLIB, body: deflateSync(honest).subarray(0, -20), ...unreadable },
    { what: 'what is nothing', type: ZLIB, body: Buffer.alloc(50_000, 1), ...unreadable },
    { what: 'UTF-16 without a mark', type: TEXT, body: Buffer.from(honest, 'utf16le'), ...refused },
    {
      what: 'bytes that are no UTF-8',
      type: TEXT,
      body: Buffer.from(named('k\u00e4se'), 'latin1'),
      ...wrong,
    },
    plain('an encoding that nobody writes', honest.replace('UTF-8', 'UTF-7'), wrong),
  ];
}

function plain(what: string, text: string, answer: Pick<Attack, 'status' | 'code'>): Attack {
  return { what, type: TEXT, body: Buffer.from(text), ...answer };
}

function laughs(): string {
  const entity = (name: string, of: string) => `<!ENTITY ${name} "${of}">`;
  const [first, ...others] = 'abcdefgh';
  const more = others.map((name, at) => entity(name, `&${'abcdefgh'[at]};`.repeat(10)));
  return [entity(first ?? '', 'ha'), ...more].join('');
}

function named(name: string): string {
  return inventory(`<HARDWARE><NAME>${name}</NAME></HARDWARE>`);
}

function inventory(content: string): string {
  return xmlOf(DEVICE, 'INVENTORY', content);
}
