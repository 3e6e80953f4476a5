import type { ConfigureTenant } from '@causeway/contract/admin';
import fc from 'fast-check';

/** One thing that happens in a simulated world. Indices are taken modulo the number of clients there are. */
export type Command =
  | { readonly kind: 'poll'; readonly client: number }
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'configure'; readonly site: ConfigureTenant }
  | { readonly kind: 'undo' }
  | { readonly kind: 'look' }
  | { readonly kind: 'crash'; readonly deeds: number; readonly site: ConfigureTenant }
  | { readonly kind: 'network'; readonly client: number; readonly blocks: string }
  | { readonly kind: 'clock'; readonly client: number; readonly offsetMs: number }
  | { readonly kind: 'lose-disk'; readonly client: number; readonly generations: 'newest' | 'all' }
  | { readonly kind: 'enroll'; readonly address: number }
  | { readonly kind: 'stand'; readonly client: number; readonly standing: 'retired' | 'waived' | 'unwaived' }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'upkeep' };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Names of the certificates that a world has. */
export const certificateNames = [
  ...(['own-1', 'own-2', 'issued-1', 'issued-2'] as const),
  ...(['cross-signed', 'other-root', 're-issued'] as const),
];

const client = fc.nat(7);
const maybe = <Value>(values: readonly Value[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
const site: fc.Arbitrary<ConfigureTenant> = fc
  .record({
    binding: maybe(['http', 'https', 'http+https', 'http+https'] as const),
    hostname: maybe(['a.localhost', 'a.localhost', 'b.localhost']),
    httpPort: maybe([80, 80, 8080]),
    httpsPort: maybe([443, 443, 8443]),
    certificate: maybe(certificateNames),
    rescue: maybe([true, true, false]),
  })
  .map((chosen): ConfigureTenant => JSON.parse(JSON.stringify(chosen)));

const just = <Kind extends 'undo' | 'look' | 'rotate' | 'upkeep'>(kind: Kind) =>
  fc.constant<Command>({ kind });
const of = <Kind extends Command['kind']>(kind: Kind, fields: object): fc.Arbitrary<Command> =>
  // The fields of each kind are given right below.
  fc.record(Object.fromEntries(Object.entries(fields))).map((chosen) => ({ kind, ...chosen }) as Command);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 55, arbitrary: of('poll', { client }) },
  { weight: 10, arbitrary: of('advance', { ms: fc.integer({ min: 1, max: 20 * MINUTE }) }) },
  { weight: 2, arbitrary: of('advance', { ms: fc.integer({ min: DAY, max: 40 * DAY }) }) },
  { weight: 1, arbitrary: of('advance', { ms: fc.integer({ min: -6 * 60 * MINUTE, max: 0 }) }) },
  { weight: 8, arbitrary: of('configure', { site }) },
  { weight: 5, arbitrary: just('look') },
  { weight: 2, arbitrary: just('undo') },
  { weight: 2, arbitrary: of('crash', { deeds: fc.nat(60), site }) },
  {
    weight: 5,
    arbitrary: of('network', { client, blocks: fc.constantFrom('http:', 'https:', 'http://a', 'https://b') }),
  },
  {
    weight: 2,
    arbitrary: of('clock', {
      client,
      offsetMs: fc.constantFrom(0, -400_000, 400_000, DAY, -400 * DAY, 200_000),
    }),
  },
  {
    weight: 1,
    arbitrary: of('lose-disk', { client, generations: fc.constantFrom('newest', 'newest', 'all') }),
  },
  { weight: 2, arbitrary: of('enroll', { address: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: of('stand', { client, standing: fc.constantFrom('retired', 'waived', 'unwaived') }),
  },
  { weight: 1, arbitrary: just('rotate') },
  { weight: 2, arbitrary: just('upkeep') },
);

/** Of a fleet that sleeps now and then, without a rescue path most of the time, while certificates come and go and come back. */
export const anyCommandOfSleepers: fc.Arbitrary<Command> = fc.oneof(
  { weight: 40, arbitrary: of('poll', { client }) },
  { weight: 12, arbitrary: of('advance', { ms: fc.integer({ min: 1_000, max: 20 * MINUTE }) }) },
  { weight: 4, arbitrary: of('advance', { ms: fc.integer({ min: DAY, max: 35 * DAY }) }) },
  {
    weight: 12,
    arbitrary: of('configure', { site: fc.record({ certificate: fc.constantFrom(...certificateNames) }) }),
  },
  {
    weight: 2,
    arbitrary: of('configure', { site: fc.record({ binding: fc.constantFrom('https', 'http+https') }) }),
  },
  {
    weight: 2,
    arbitrary: of('configure', { site: fc.record({ rescue: fc.constantFrom(false, false, true) }) }),
  },
  { weight: 12, arbitrary: just('look') },
  { weight: 3, arbitrary: just('undo') },
  { weight: 6, arbitrary: anyCommand },
);

/** Three clients cross to HTTPS, and nothing else is left of HTTP. */
export const crossedToHttps: readonly Command[] = [
  ...everybodyPolls(),
  { kind: 'configure', site: { binding: 'http+https', certificate: 'own-1' } },
  ...everybodyPolls(),
  { kind: 'configure', site: { binding: 'https', rescue: false } },
  { kind: 'look' },
  ...everybodyPolls(),
];

/** The three that a world begins with, a second later. */
export function everybodyPolls(): Command[] {
  return [{ kind: 'advance', ms: 1_000 }, ...[0, 1, 2].map((client): Command => ({ kind: 'poll', client }))];
}
