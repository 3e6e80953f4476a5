import { type DerElement, readElements, readSequence } from '../der/read-der.ts';
import { type GeneralName, readGeneralName } from './general-name.ts';

export interface Subtree {
  readonly base: GeneralName;
  /** False with a minimum or maximum, which nobody may use (RFC 5280 section 4.2.1.10). */
  readonly isWhole: boolean;
}

/** What a CA may issue for, and what not. */
export interface NameConstraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

const PERMITTED = 0xa0;
const EXCLUDED = 0xa1;
/** DER leaves a minimum of 0 out; some encoders write it. */
const MINIMUM_ZERO = '800100';

/** @throws RangeError when the DER is not sound. */
export function readNameConstraints(value: Buffer): NameConstraints {
  const members = readSequence(value);
  const subtreesOf = (wanted: number) =>
    members
      .filter(({ tag }) => tag === wanted)
      .flatMap(({ content }) => readElements(content).map(readSubtree));
  return { permitted: subtreesOf(PERMITTED), excluded: subtreesOf(EXCLUDED) };
}

function readSubtree({ content }: DerElement): Subtree {
  const [base, ...limits] = readElements(content);
  if (base === undefined) throw new RangeError('not a GeneralSubtree');
  return {
    base: readGeneralName(base),
    isWhole: limits.every(({ bytes }) => bytes.toString('hex') === MINIMUM_ZERO),
  };
}
