import type { Random } from './random.ts';

/** How files of each kind begin, and what no file begins with. */
const BEGINNINGS = [
  '3080',
  '30820400',
  '308201000201',
  '30820a00020103308209c006092a864886f70d010701a0',
  '300602010304003000',
  '3080020103308006092a864886f70d010701a0802480',
  '3082060006092a864886f70d010702a08206',
  '3080060a2a864886f70d0107028080',
  '308204003082',
  '30820100020100300d06092a864886f70d0101010500048200',
  '3081f0301c060a2a864886f70d010c0106300e0408',
  '30819e304906092a864886f70d01050d303c301b06092a864886f70d01050c300e0408',
  '2480',
  'a080',
  '0400',
  'fffe',
  'efbbbf',
  '2d2d2d2d2d424547494e2043455254494649434154452d2d2d2d2d0a',
  '2d2d2d2d2d424547494e20505249564154452d2d2d2d2d0a',
  '2d2d2d2d2d424547494e20504b4353372d2d2d2d2d0a',
  '3084ffffffff020103',
  'feedfeed',
  '',
].map((hex) => Buffer.from(hex, 'hex')) as [Buffer, ...Buffer[]];

/** Random bytes behind the beginning of a file. */
export function magic(random: Random): Buffer {
  return Buffer.concat([random.pick(BEGINNINGS), random.bytes(random.below(200))]);
}
