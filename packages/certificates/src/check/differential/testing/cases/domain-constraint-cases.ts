import { type ChainCase, chainCase, HOST, issueTo } from '../chain-case.ts';
import { constrainedCa, type Name } from '../constrained-ca.ts';

const WILDCARD = ['*.acme.example'];
const TWO = [HOST, 'beta.example'];

/** Permitted, excluded, and the DNS names of the leaf where they are others than HOST. */
const DOMAINS: readonly (readonly [string, readonly Name[], readonly Name[], (readonly Name[])?])[] = [
  ['permitted: the name', [HOST], []],
  ['permitted: its domain', ['acme.example'], []],
  ['permitted: its domain with a dot before', ['.acme.example'], []],
  ['permitted: the name with a dot before', [`.${HOST}`], []],
  ['permitted: its top-level domain', ['example'], []],
  ['permitted: another domain', ['beta.example'], []],
  ['permitted: the end of a label', ['cme.example'], []],
  ['permitted: below the name', [`a.${HOST}`], []],
  ['permitted: in capitals', ['ACME.Example'], []],
  ['permitted: everything', [''], []],
  ['permitted: one of two', ['beta.example', 'acme.example'], []],
  ['permitted: the domain, leaf has a second name', ['acme.example'], [], TWO],
  ['permitted: both domains of the leaf', ['acme.example', 'beta.example'], [], TWO],
  ['permitted: the domain, leaf a wildcard', ['acme.example'], [], WILDCARD],
  ['permitted: the domain with a dot, leaf a wildcard', ['.acme.example'], [], WILDCARD],
  ['permitted: the host, leaf a wildcard', [HOST], [], WILDCARD],
  ['permitted: a wildcard', WILDCARD, []],
  ['permitted: the domain with a dot at its end', ['acme.example.'], []],
  ['excluded: the name', [], [HOST]],
  ['excluded: its domain', [], ['acme.example']],
  ['excluded: its domain with a dot before', [], ['.acme.example']],
  ['excluded: another domain', [], ['beta.example']],
  ['excluded: everything', [], ['']],
  ['excluded: the end of a label', [], ['cme.example']],
  ['excluded: below the name', [], [`a.${HOST}`]],
  ['excluded: one of two names of the leaf', [], ['beta.example'], TWO],
  ['excluded: the host, leaf a wildcard over it', [], [HOST], WILDCARD],
  ['permitted: the domain, excluded: the name', ['acme.example'], [HOST]],
  ['permitted: the name, excluded: its domain', [HOST], ['acme.example']],
];

export function domainConstraintCases(): ChainCase[] {
  return DOMAINS.map(([name, permitted, excluded, hostnames = [HOST]]) =>
    chainCase(`constraint ${name}`, issueTo(constrainedCa(permitted, excluded), { hostnames })),
  );
}
