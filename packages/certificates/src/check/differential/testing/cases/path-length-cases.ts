import { createTestCa, generateTestKeys } from '@causeway/testkit';
import { type ChainCase, chainCase, issueTo, root } from '../chain-case.ts';

/** Every limit of a root against every number of intermediates, and limits further down. */
export function pathLengthCases(): ChainCase[] {
  const rootLimits = [0, 1, 2].flatMap((limit) => [0, 1, 2, 3].map((count) => limitedRoot(limit, count)));
  const intermediateLimits = [0, 1].flatMap((limit) =>
    [0, 1, 2].map((count) => limitedIntermediate(limit, count)),
  );
  return [...rootLimits, ...intermediateLimits, selfIssued(), selfIssuedTwice(), limitOnLeaf()];
}

function limitedRoot(limit: number, count: number): ChainCase {
  const ca = createTestCa({ name: 'Limited Root', pathLength: limit });
  let lowest = ca;
  for (let level = 1; level <= count; level++) lowest = lowest.intermediate({ name: `Level ${level}` });
  return chainCase(`path length: root ${limit}, ${count} intermediates`, issueTo(lowest), {
    anchor: ca.certificatePem,
  });
}

function limitedIntermediate(limit: number, count: number): ChainCase {
  let lowest = root.intermediate({ name: 'Limited', pathLength: limit });
  for (let level = 1; level <= count; level++) lowest = lowest.intermediate({ name: `Level ${level}` });
  return chainCase(`path length: intermediate ${limit}, ${count} below it`, issueTo(lowest));
}

/** Intermediates that carry the name of their issuer do not count (RFC 5280 section 4.2.1.9). */
function selfIssued(): ChainCase {
  const ca = createTestCa({ name: 'Rolling Root', pathLength: 0 });
  const rolled = ca.intermediate({ name: 'Rolling Root', keys: generateTestKeys() });
  return chainCase('path length: root 0, a self-issued intermediate', issueTo(rolled), {
    anchor: ca.certificatePem,
  });
}

function selfIssuedTwice(): ChainCase {
  const ca = createTestCa({ name: 'Rolling Root', pathLength: 1 });
  const rolled = ca.intermediate({ name: 'Rolling Root', keys: generateTestKeys() });
  const below = rolled.intermediate({ name: 'Below' }).intermediate({ name: 'Further below' });
  return chainCase('path length: root 1, a self-issued one and two others', issueTo(below), {
    anchor: ca.certificatePem,
  });
}

function limitOnLeaf(): ChainCase {
  return chainCase('path length: on a leaf that is no CA', issueTo(root, { pathLength: 0 }));
}
