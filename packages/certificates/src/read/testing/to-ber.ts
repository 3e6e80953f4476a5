import { readElements } from '../../der/read-der.ts';
import { tlv } from '../../der/write-der.ts';

const PIECE = 100;

/** The same in BER as streaming exporters write it: indefinite lengths, OCTET STRINGs in pieces. */
export function toBer(der: Buffer): Buffer {
  return Buffer.concat(
    readElements(der).map(({ tag, content, bytes }) => {
      if (tag === 0x04) return indefinite(0x24, pieces(content));
      if (tag === 0x80) return indefinite(0xa0, pieces(content));
      return (tag & 0x20) === 0 ? bytes : indefinite(tag, toBer(content));
    }),
  );
}

function indefinite(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), content, Buffer.from([0, 0])]);
}

function pieces(content: Buffer): Buffer {
  const count = Math.max(1, Math.ceil(content.length / PIECE));
  return Buffer.concat(
    Array.from({ length: count }, (_, at) => tlv(0x04, content.subarray(at * PIECE, (at + 1) * PIECE))),
  );
}
