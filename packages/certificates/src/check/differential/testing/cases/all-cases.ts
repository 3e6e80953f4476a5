import type { ChainCase } from '../chain-case.ts';
import { chainCases } from './chain-cases.ts';
import { crossingCases } from './crossing-cases.ts';
import { defectCases } from './defect-cases.ts';
import { domainConstraintCases } from './domain-constraint-cases.ts';
import { formConstraintCases } from './form-constraint-cases.ts';
import { identifierCases } from './identifier-cases.ts';
import { issuerCases } from './issuer-cases.ts';
import { keyCases } from './key-cases.ts';
import { nameCases } from './name-cases.ts';
import { pathLengthCases } from './path-length-cases.ts';
import { placedConstraintCases } from './placed-constraint-cases.ts';

export function allCases(): ChainCase[] {
  return [
    ...nameCases(),
    ...defectCases(),
    ...chainCases(),
    ...issuerCases(),
    ...identifierCases(),
    ...pathLengthCases(),
    ...domainConstraintCases(),
    ...formConstraintCases(),
    ...placedConstraintCases(),
    ...keyCases(),
    ...crossingCases(),
  ];
}
