import { createTestCa, generateTestKeys, type TestCa, type TestCaOptions } from '@causeway/testkit';
import { nameConstraints } from '../../../../issue/extensions.ts';
import { type ChainCase, chainCase, days, issueTo } from '../chain-case.ts';
import { type Dice, rollDice } from '../dice.ts';

const NAMES = ['A', 'B', 'C'];
const keyPool = NAMES.map(() => generateTestKeys());

/** Mostly sound; what is not comes from one of these. */
const FLAWS: readonly TestCaOptions[] = [
  { notBefore: days(-90), notAfter: days(-3) },
  { notBefore: days(3) },
  { pathLength: 0 },
  { pathLength: 1 },
  { extendedKeyUsage: ['clientAuth'] },
  { extendedKeyUsage: ['serverAuth'] },
  { extensions: [nameConstraints(['acme.example'])] },
  { extensions: [nameConstraints(['beta.example'])] },
  { hash: 'sha1' },
  { basicConstraints: false },
  { subjectKeyId: null },
  { authorityKeyId: null },
  { subjectKeyId: null, authorityKeyId: null },
];

/**
 * Thickets: few names and keys, CAs that certify one another, some of them flawed, a part of them served in any order and a
 * part of them trusted. The same numbers make the same thickets.
 */
export function mixedCases(count: number, seed = 1): ChainCase[] {
  return Array.from({ length: count }, (_, index) => mixedCase(seed * 100_000 + index));
}

function mixedCase(number: number): ChainCase {
  const dice = rollDice(number);
  const roots = [0, 1].map(() => createTestCa(caOptions(dice)));
  const cas = [...roots];
  for (let made = dice.below(6); made >= 0; made--) cas.push(dice.one(cas).intermediate(caOptions(dice)));
  const leaf = issueTo(dice.one(cas), dice.below(3) === 0 ? { authorityKeyId: null } : {});
  const served = dice.some(cas);
  const trusted = onePerName([...dice.some(roots), ...dice.some(cas)]);
  return chainCase(`thicket ${number}`, leaf, {
    file: [leaf, ...served].map(({ certificatePem }) => certificatePem).join(''),
    anchor: (trusted.length === 0 ? roots.slice(0, 1) : trusted)
      .map(({ certificatePem }) => certificatePem)
      .join(''),
  });
}

function caOptions(dice: Dice): TestCaOptions {
  const flaw = dice.below(3) === 0 ? dice.one(FLAWS) : {};
  return { ...flaw, name: dice.one(NAMES), keys: dice.one(keyPool) };
}

/** Which of several equally named anchors comes first depends on how the C library sorts. */
function onePerName(cas: readonly TestCa[]): TestCa[] {
  return [...new Map(cas.map((ca) => [ca.name, ca])).values()];
}
