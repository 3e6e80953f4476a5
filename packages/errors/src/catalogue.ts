import { CausewayError, type ErrorKind, type Occurrence } from './causeway-error.ts';

/** One code of a package: its kind, the sentence it says, and the remedy that fits in general. */
export interface CatalogueEntry {
  readonly kind: ErrorKind;
  readonly says: string;
  readonly hint: string;
}

export type Catalogue<Code extends string> = Readonly<Record<Code, CatalogueEntry>>;

export interface Errors<Code extends string> {
  readonly catalogue: Catalogue<Code>;
  /** Makes (does not throw) the error of one occurrence. */
  error(code: Code, occurrence?: Occurrence): CausewayError;
  /** True when `candidate` is an error of this catalogue, of that code if one is given. */
  is(candidate: unknown, code?: Code): candidate is CausewayError;
}

/** Declares the codes of one package. `docs/errors.md` is held to every catalogue by a test, both ways. */
export function defineErrors<Code extends string>(catalogue: Catalogue<Code>): Errors<Code> {
  return {
    catalogue,
    error(code, occurrence = {}) {
      const { kind, says, hint } = catalogue[code];
      return new CausewayError(kind, code, says, { ...occurrence, hint: occurrence.hint ?? hint });
    },
    is(candidate, code): candidate is CausewayError {
      if (!(candidate instanceof CausewayError)) return false;
      return code === undefined ? Object.hasOwn(catalogue, candidate.code) : candidate.code === code;
    },
  };
}
