import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Lengths and tags that a reader might believe. */
const LIES = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0xff, 0x04, 0x24, 0x30, 0xa0] as const;

const mutations: readonly [Mutation, ...Mutation[]] = [
  truncate,
  flip,
  flip,
  lie,
  lie,
  lieAboutLength,
  cutOut,
  repeat,
  insert,
];

/** One to three alterations of a file that was good. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let altered = bytes;
  for (let left = 1 + random.below(3); left > 0; left--) altered = random.pick(mutations)(altered, random);
  return altered;
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length + 1));
}

function flip(bytes: Buffer, random: Random): Buffer {
  return changed(bytes, random, (byte) => byte ^ (1 << random.below(8)));
}

function lie(bytes: Buffer, random: Random): Buffer {
  return changed(bytes, random, () => random.pick(LIES));
}

/** The length behind a SEQUENCE, SET, OCTET STRING or INTEGER becomes another. */
function lieAboutLength(bytes: Buffer, random: Random): Buffer {
  const places = [...bytes.keys()].filter((at) => [0x30, 0x31, 0x04, 0x02, 0xa0].includes(bytes[at] ?? 0));
  const copy = Buffer.from(bytes);
  const at = places[random.below(places.length)] ?? 0;
  if (at + 1 < copy.length) copy[at + 1] = random.below(256);
  return copy;
}

function cutOut(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.below(40))]);
}

function repeat(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const part = bytes.subarray(at, at + random.below(400));
  return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)]);
}

function insert(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(8)), bytes.subarray(at)]);
}

function changed(bytes: Buffer, random: Random, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(bytes.length);
  if (at < copy.length) copy[at] = change(copy[at] ?? 0);
  return copy;
}
